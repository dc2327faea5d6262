/// The prediction models that an extract's rows name: those of the warehouse, and those that are new to it.
///
/// A model is its name, its version and its horizon, which may be unknown until an extract states it. It is never
/// another one than it was: a row that states another horizon for a known model is rejected.
struct NamedModels {
    /// A model, as far as it is known so far.
    struct Model {
        let id: Int
        let label: String
        /// Whole months; nil where nobody has stated it.
        var horizon: Int?
        let isNew: Bool
        /// Whether a row of this file names it.
        var isNamed = false
        /// Whether its horizon was first stated for this file.
        var isStatedNow = false
    }

    /// What keeps the whole file from being loaded: the horizon given for all its rows is not that of a model.
    struct Conflict {
        let label: String
        let known: Int
    }

    private(set) var conflict: Conflict?
    private var models: [Model] = []
    private var places: [String: Int] = [:]
    /// The horizon of rows that state none.
    private let usual: Int?
    /// The cell last read, which the next row often repeats.
    private var last: (label: [UInt8], horizon: Int?, place: Int) = ([], nil, 0)
    /// What the row being read says, until it is known to be a good one.
    private var told: (place: Int, horizon: Int?)?

    /// - Parameters:
    ///   - known: the models of the warehouse.
    ///   - usual: the horizon of rows that state none; nil where none was given for the file.
    init(known: [(id: Int, label: String, horizon: Int?)], usual: Int?) {
        self.usual = usual
        for model in known {
            add(Model(id: model.id, label: model.label, horizon: model.horizon, isNew: false))
        }
    }

    /// The models that the file's rows name and that are new, or whose horizon was or is not known.
    var ofInterest: [Model] {
        models.filter { $0.isNamed && ($0.isNew || $0.isStatedNow || $0.horizon == nil) }
    }

    /// The key of the model in a cell, given the horizon that its row states; a new model gets the next key.
    mutating func id(
        of cell: UnsafeRawBufferPointer, stating horizon: Int?, text: () throws(CellProblem) -> String
    ) throws(CellProblem) -> Int16 {
        if last.label.isEmpty || last.horizon != horizon || !last.label.elementsEqual(cell) {
            let place = try place(of: text())
            try check(horizon, for: place)
            last = (Array(cell), horizon, place)
        }
        told = (last.place, horizon)
        return Int16(models[last.place].id)
    }

    /// Forgets what a row before said, which was not a good one.
    mutating func beginRow() {
        told = nil
    }

    /// Takes what the row last read says: it is a good one.
    mutating func accept() {
        guard let (place, horizon) = told else { return }
        models[place].isNamed = true
        guard models[place].horizon == nil, let stated = horizon ?? usual else { return }
        models[place].horizon = stated
        models[place].isStatedNow = true
    }

    private mutating func check(_ horizon: Int?, for place: Int) throws(CellProblem) {
        guard let stated = horizon ?? usual, let known = models[place].horizon, known != stated else { return }
        guard horizon != nil else {
            conflict = conflict ?? Conflict(label: models[place].label, known: known)
            return
        }
        throw CellProblem(
            "is a model with a horizon of \(known) months, but the row states \(stated): correct the horizon, or give "
                + "the model another version")
    }

    private mutating func place(of label: String) throws(CellProblem) -> Int {
        if let place = places[label] { return place }
        guard let space = label.lastIndex(of: " "), space > label.startIndex else {
            throw CellProblem("is not a name, a space and a version")
        }
        guard models.count(where: \.isNew) < 20 else { throw CellProblem("is the 21st new model in one file") }
        add(Model(id: (models.map(\.id).max() ?? 0) + 1, label: label, horizon: nil, isNew: true))
        return models.count - 1
    }

    private mutating func add(_ model: Model) {
        places[model.label] = models.count
        models.append(model)
    }
}
