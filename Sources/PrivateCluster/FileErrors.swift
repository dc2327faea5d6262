import Glibc
import Platform
import Warehouse

/// Makes an account the owner of a folder.
func own(_ path: String, by user: User) throws(WarehouseError) {
    guard lchown(path, user.id, user.group) == 0 else {
        throw WarehouseError(FileError("give to \(user.name)", path))
    }
}

/// Runs an operation on files; a failure becomes an error of the private cluster.
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
            remedy: "Correct the cause, or set LAA_HOME to another folder.")
    }
}
