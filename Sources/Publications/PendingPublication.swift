import Disclosure
import Platform
import Warehouse

/// A publication that was weighed and is not yet in the register, which is locked until it is added or given up.
public final class PendingPublication {
    /// The position of the register that it counts as weighed against: that of the first publication of the same
    /// content, where there is one and it was weighed alone, so that what is made again is the same to the last byte.
    public let considered: Int

    private let connection: Connection
    private let publication: Publication
    /// The number of the first publication of the same kind and content.
    private let known: Int?

    private let added: (Int) -> Void

    /// - Parameters:
    ///   - position: the position of the register that it was weighed against.
    ///   - adopts: whether the position that the same content was first weighed against takes its place.
    ///   - connection: a session that holds the register's lock, for this publication alone.
    ///   - added: called with its number once it is in the register.
    public init(
        _ publication: Publication, weighedAgainst position: Int, adopting adopts: Bool = true,
        on connection: Connection,
        added: @escaping (Int) -> Void = { _ in }
    ) throws {
        let same = try PublicationRegister(connection).same(as: publication)
        known = same?.number
        considered = adopts ? same?.considered ?? position : position
        self.connection = connection
        self.publication = publication
        self.added = added
    }

    deinit {
        // The end of the session releases the lock.
        connection.close()
    }

    /// Adds it to the register, unless the same was published before, and releases the lock.
    ///
    /// - Returns: its number.
    @discardableResult
    public func add() throws -> Int {
        let number = try known ?? PublicationRegister(connection).add(publication, considered: considered)
        added(number)
        PublicationRegister(connection).unlock()
        return number
    }

    /// Adds it to the register, and then writes it.
    ///
    /// - Throws: ``PublicationError/notWritten(_:problem:)`` where the file cannot be written.
    public func publish<R>(_ write: () throws -> R) throws -> R {
        let number = try add()
        do {
            return try write()
        } catch let error as FileError {
            throw PublicationError.notWritten(number, problem: error.description)
        }
    }
}
