import Foundation
import Platform
import ReportKit
import Submissions
import Text

/// `laa pull`: fetches what a portal has of a partnership and the folder has not, and puts in place only what was signed.
public struct Pull: Sendable {
    /// How large a bundle's archive may be, and its files together.
    private static let (largestArchive, largestBundle) = (256 << 20, 512 << 20)

    private let address: PortalAddress
    private let area: String
    private let output: String
    private let token: AccessToken
    private let authority: String?

    /// - Parameters:
    ///   - address: of the portal: `https://HOST`.
    ///   - area: the partnership's name.
    ///   - output: the folder that editions are put into; it is made if need be.
    ///   - authority: a file of PEM that vouches for the portal's certificate; nil for those that the system trusts.
    ///   - allowsHTTP: whether the token may go to another machine unencrypted.
    /// - Throws: ``PullError/address(_:problem:)``.
    public init(
        from address: String, area: String, into output: String, token: AccessToken, authority: String?,
        allowsHTTP: Bool
    ) throws(PullError) {
        self.address = try PortalAddress(address, allowsHTTP: allowsHTTP)
        self.area = area
        self.output = output
        self.token = token
        self.authority = authority
    }

    /// An edition that the portal lists.
    private struct Edition {
        let partnership: String
        let quarter: Quarter
        let number: Int
        /// SHA-256 of its statement.
        let hash: String

        /// The name of its folder, which has no sign in it that means something in a path.
        var name: String { SubmissionBundle.name(partnership: partnership, quarter: quarter, edition: number) }
    }

    /// Fetches what is new.
    ///
    /// - Parameters:
    ///   - interrupt: ends it early, with nothing half in place.
    ///   - said: is told what happens, line by line.
    /// - Returns: the folders that were put in place, the oldest edition first; none where nothing is new.
    /// - Throws: ``PullError``; `FileError` or `SubmissionError` where something cannot be written. Where one edition is not
    ///   as it was signed the others are fetched first.
    public func run(interrupt: Interrupt = .shared, said: (String) -> Void) async throws -> [String] {
        let folder = try PullFolder(output)
        let lock = try folder.lock()
        defer { lock.release() }
        return try await PullClient.using(address, token, authority: authority) { client in
            let pinned = try await keys(client, folder)
            if let news = pinned.news { said(news) }
            var fetched: [String] = []
            var failures: [PullError] = []
            for edition in try await editions(client, folder) {
                if interrupt.isRequested { throw CancellationError() }
                do {
                    if try isInPlace(edition, in: folder) { continue }
                    try await fetch(edition, client, folder, pinned.keys, interrupt)
                    fetched.append("\(output)/\(edition.name)")
                    said("\(edition.name) is in place, whole and as it was signed")
                } catch let error as PullError where error.isOfOneEdition {
                    failures.append(error)
                }
            }
            if let first = failures.first {
                for other in failures.dropFirst() { said("\(other)") }
                throw first
            }
            return fetched
        }
    }

    private func keys(_ client: PullClient, _ folder: PullFolder) async throws -> PinnedKeys {
        guard case .content(let ring, _) = try await client.document("\(Address.api)/\(BundleLibrary.ringName)") else {
            throw PullError.notPortal(origin: address.origin, problem: "it shows no key")
        }
        return try PinnedKeys(served: ring, file: folder.keys, origin: address.origin)
    }

    /// All editions that the portal has, the oldest first: its list is sent only if it is another than the last time.
    private func editions(_ client: PullClient, _ folder: PullFolder) async throws -> [Edition] {
        let path = "\(Address.api)/partnerships/\(Slug.text(area))/returns"
        let place = address.origin + path
        let known = folder.list(from: place)
        switch try await client.document(path, known: known?.tag) {
        case .unchanged: return try read(known?.bytes ?? [])
        case .missing: throw PullError.noPartnership(area, readable: try await readable(client))
        case .content(let bytes, let tag):
            let editions = try read(bytes)
            if let tag { try folder.keep(.init(tag: tag, bytes: bytes), from: place) }
            return editions
        }
    }

    private func read(_ list: [UInt8]) throws(PullError) -> [Edition] {
        struct List: Decodable {
            struct Return: Decodable {
                let quarter: Quarter
                let editions: [Edition]
            }
            struct Edition: Decodable {
                let edition: Int
                let hash: String
            }
            let partnership: String
            let returns: [Return]
        }
        guard let list = try? JSONDecoder().decode(List.self, from: Data(list)),
            Slug.text(list.partnership) == Slug.text(area), (1...80).contains(list.partnership.utf8.count),
            list.returns.allSatisfy({ quarter in
                quarter.editions.allSatisfy { (1...9_999).contains($0.edition) && $0.hash.utf8.count == 64 }
            })
        else { throw .notPortal(origin: address.origin, problem: "its list of editions cannot be read") }
        return list.returns.flatMap { quarter in
            quarter.editions.map {
                Edition(partnership: list.partnership, quarter: quarter.quarter, number: $0.edition, hash: $0.hash)
            }
        }.sorted { ($0.quarter, $0.number) < ($1.quarter, $1.number) }
    }

    /// The names of the partnerships that the token reads.
    private func readable(_ client: PullClient) async throws -> [String] {
        struct List: Decodable {
            struct Partnership: Decodable {
                let name: String
            }
            let partnerships: [Partnership]
        }
        guard case .content(let bytes, _) = try await client.document("\(Address.api)/partnerships"),
            let list = try? JSONDecoder().decode(List.self, from: Data(bytes))
        else { return [] }
        return list.partnerships.prefix(200).map { String(Printable.line($0.name).prefix(80)) }
    }

    /// Whether an edition is in place. One that is never changes: neither here nor there.
    private func isInPlace(_ edition: Edition, in folder: PullFolder) throws(PullError) -> Bool {
        let place = "\(folder.path)/\(edition.name)"
        guard FileStatus(place) != nil else { return false }
        let statement = "\(place)/\(Statement.name)"
        guard FileStatus(statement)?.isFile == true, let bytes = try? WholeFile.bytes(of: statement) else {
            throw .edition(name: edition.name, problem: "something of that name is there that is no bundle")
        }
        guard BundleFile(name: Statement.name, contents: Data(bytes)).hash == edition.hash else {
            throw .edition(
                name: edition.name,
                problem:
                    "the portal lists another one under that name than was put in place earlier, or that was changed here"
            )
        }
        return true
    }

    private func fetch(
        _ edition: Edition, _ client: PullClient, _ folder: PullFolder, _ keys: [PublicKey], _ interrupt: Interrupt
    ) async throws {
        let path =
            "\(Address.api)/partnerships/\(Slug.text(area))/returns/\(edition.quarter)/\(edition.number)/bundle.zip"
        let partial = folder.partial(edition.name)
        var files: [BundleFile]?
        while files == nil {
            let isResumed = try await client.download(
                path, to: partial, atMost: Self.largestArchive, interrupt: interrupt)
            do throws(PullError) {
                files = try checked(partial, edition, keys)
            } catch {
                partial.remove()
                // The part that was there before may be what is wrong: once more, from the start.
                if !isResumed { throw error }
            }
        }
        _ = try WholeFolder.write(files ?? [], as: edition.name, in: folder.path)
        partial.remove()
    }

    /// The files of a bundle's archive, held against its signature, and that against the keys.
    private func checked(
        _ archive: PartialFile, _ edition: Edition, _ keys: [PublicKey]
    ) throws(PullError) -> [BundleFile] {
        func problem(_ text: String) -> PullError { .edition(name: edition.name, problem: text) }
        let entries: [(path: String, contents: Data)]
        do {
            entries = try UploadedBundle.entries(of: WholeFile.bytes(of: archive.path), atMost: Self.largestBundle)
        } catch {
            throw problem((error as? UploadedBundle.Unreadable)?.problem ?? "what was fetched cannot be read again")
        }
        var files: [BundleFile] = []
        for entry in entries where entry.path != "\(edition.name)/\(BundleLibrary.keyName)" {
            let parts = entry.path.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == edition.name, Self.isPlain(parts[1]),
                !files.contains(where: { $0.name == parts[1] })
            else { throw problem("its archive names the file '\(Printable.line(String(entry.path.prefix(200))))'") }
            files.append(BundleFile(name: String(parts[1]), contents: entry.contents))
        }
        files.sort { $0.name < $1.name }
        let check: BundleCheck
        do throws(SubmissionError) {
            check = try BundleCheck(folder: edition.name, files: files.map { ($0.name, $0.contents) }, keys: keys)
        } catch {
            throw problem("it has no \(Statement.name)")
        }
        guard let statement = check.statement else { throw problem(check.problems.joined(separator: "; ")) }
        guard keys.contains(where: { $0.fingerprint == statement.signedUnder }) else {
            throw problem(
                "it is signed under the key \(String(Printable.line(statement.signedUnder).prefix(64))), which is not trusted"
            )
        }
        guard check.problems.isEmpty else { throw problem(check.problems.prefix(5).joined(separator: "; ")) }
        guard check.hash == edition.hash, statement.key == edition.name, statement.edition == edition.number,
            statement.quarter == edition.quarter, statement.partnership == edition.partnership
        else { throw problem("it is another edition than the one that was listed") }
        return files
    }

    /// Whether a name is one file's in the folder that it is written into, and nothing else's.
    private static func isPlain(_ name: Substring) -> Bool {
        !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".") && !name.contains("\\")
            && Printable.controlInLine(String(name)) == nil
    }
}
