import Glibc
import Platform
import Warehouse

/// Gives a folder to an account.
func own(_ path: String, by user: User) throws(WarehouseError) {
    guard lchown(path, user.id, user.group) == 0 else {
        throw WarehouseError(FileError("give to \(user.name)", path))
    }
}

/// Does something to files; what cannot be done is an error of the private cluster.
@discardableResult
func ofCluster<R>(_ body: () throws(FileError) -> R) throws(WarehouseError) -> R {
    do {
        return try body()
    } catch {
        throw WarehouseError(error)
    }
}

extension WarehouseError {
    init(_ error: FileError) {
        self = .privateCluster(
            reason: "cannot \(error.action) \(error.path): \(error.reason)",
            remedy: "Make it possible, or have LAA_HOME name another folder.")
    }
}
