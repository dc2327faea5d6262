import Significance

/// The offender-snapshots of a predicted-family query, and what was left out of them.
struct Cohort {
    var places = Places()
    var people = PersonRows()
    private var rowCount = 0
    private var withoutOutcome = 0
    private var withoutPrediction = 0
    private var notAssigned = 0

    /// Reads the query to its end and puts each person's rows together.
    init(_ query: Query, _ inputs: ReportInputs) throws {
        try inputs.warehouse.stream(query, columns: ProportionAgainstPredicted.columns) { batch in
            let (person, outcome, prediction) = (batch.columns[3], batch.columns[4], batch.columns[5])
            for row in 0..<batch.rowCount {
                rowCount += 1
                if outcome.isNull[row] {
                    withoutOutcome += 1
                } else if prediction.isNull[row] {
                    withoutPrediction += 1
                } else {
                    let predicted = prediction.reals[row]
                    guard predicted >= 0, predicted <= 1 else {
                        throw ReportError.badValue(
                            file: query.file, column: "predicted", value: String(predicted),
                            problem: "which is no probability from 0 to 1")
                    }
                    guard let id = Int32(exactly: person.integers[row]), id >= 0 else {
                        throw ReportError.badValue(
                            file: query.file, column: "offender_id", value: String(person.integers[row]),
                            problem: "which is no key of an offender")
                    }
                    let place = try places.number(of: row, in: batch, file: query.file, areas: inputs.areas)
                    if batch.columns[1].isNull[row] { notAssigned += 1 }
                    people.append(
                        person: id, place: place, predicted: predicted, reoffended: outcome.integers[row] != 0)
                }
            }
        }
        people.sortByPerson()
    }

    var quality: [QualityMeasure] {
        let used = people.rows.count
        return [
            QualityMeasure(name: "not matched to the Police National Computer", count: withoutOutcome, of: rowCount),
            QualityMeasure(name: "without a prediction", count: withoutPrediction, of: rowCount),
            QualityMeasure(name: "local authority not assigned", count: notAssigned, of: used),
            QualityMeasure(name: "repeated snapshots of one person", count: used - distinctPeople, of: used),
        ]
    }

    private var distinctPeople: Int {
        let rows = people.rows
        return rows.indices.count { $0 == 0 || rows[$0].person != rows[$0 - 1].person }
    }
}
