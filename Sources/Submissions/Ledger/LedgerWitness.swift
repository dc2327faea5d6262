import Foundation
import Platform
import Warehouse

/// How far the ledger had come when this program last added to it, kept outside the warehouse: a warehouse that was put
/// back to an older backup, or whose last entries were taken away with every trace, has not what the witness says.
struct LedgerWitness {
    /// Its file.
    let path: String

    /// - Parameter state: the folder of what is kept beside the stored bundles.
    init(in state: String) {
        path = state + "/ledger.json"
    }

    /// What is wrong with the ledger by what the witness says; nil where nothing is, or where there is no witness.
    func problem(with ledger: Ledger) throws -> String? {
        guard let seen = head, seen.number > 0, try ledger.hash(of: seen.number) != seen.hash else { return nil }
        return "the ledger lacks entry \(seen.number), which was recorded from here: the warehouse was put back to an "
            + "older state, or is another one"
    }

    /// Notes the ledger's end. Never goes back; a note that is lost is only an older one.
    func note(_ head: LedgerHead) throws {
        let lock = try lock()
        defer { lock.release() }
        if let seen = self.head, seen.number >= head.number { return }
        try WholeFolder.replace(path, with: Data(try JSON.text(head).utf8))
    }

    private func lock() throws -> FileLock {
        do {
            return try FileLock(path + ".lock")
        } catch .unusable(let error) {
            throw SubmissionError(error)
        } catch {
            throw WarehouseError.cancelled
        }
    }

    private var head: LedgerHead? {
        WholeFolder.contents(of: path).flatMap { try? JSONDecoder().decode(LedgerHead.self, from: $0) }
    }
}
