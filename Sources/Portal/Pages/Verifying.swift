import Foundation
import HTTPTypes
import Submissions
import Text

/// The page that checks a bundle: what was sent is read, told, and not kept.
struct VerifyPage: PageView {
    let title = "Verify a bundle"
    let result: Result?
    let largest: Int
    let keyId: String

    struct Result {
        let file: String
        let isGood: Bool
        let what: String?
        let problems: [String]
    }
}

/// How to check a bundle with OpenSSL alone.
struct ByHandPage: PageView {
    let title = "Verify with OpenSSL alone"
    let keyId: String
    /// Those of the keys that were replaced.
    let former: [String]
    let hasFormer: Bool
    let origin: String
}

extension Pages {
    var verifying: [Route] {
        let keyId = library.key.fingerprint
        let former = library.keys.map(\.fingerprint).filter { $0 != keyId }
        return [
            Route(.get, "verify") { _, holdings in page("verify", verifyPage(nil), holdings) },
            Route(.post, "verify") { ask, holdings in
                try Self.checkOwn(ask)
                let bytes = try await ask.bytes(atMost: limits.uploadBytes)
                guard let form = FormFile(bytes, type: ask.headers[.contentType] ?? "") else {
                    throw Problem(.badRequest, "Choose a file, and send it by the portal's own page.")
                }
                return page("verify", verifyPage(verified(form)), holdings)
            },
            Route(.get, "verify/by-hand") { ask, holdings in
                page(
                    "by-hand", ByHandPage(keyId: keyId, former: former, hasFormer: !former.isEmpty, origin: ask.origin),
                    holdings)
            },
        ]
    }

    private func verifyPage(_ result: VerifyPage.Result?) -> VerifyPage {
        VerifyPage(result: result, largest: limits.uploadBytes >> 20, keyId: library.key.fingerprint)
    }

    private func verified(_ form: FormFile) -> VerifyPage.Result {
        let files: [(name: String, contents: Data?)]
        do throws(UploadedBundle.Unreadable) {
            files = try UploadedBundle.files(of: form.contents, atMost: 4 * limits.uploadBytes)
        } catch {
            return VerifyPage.Result(file: form.name, isGood: false, what: nil, problems: [error.problem])
        }
        guard let check = try? BundleCheck(folder: form.name, files: files, keys: library.keys) else {
            return VerifyPage.Result(
                file: form.name, isGood: false, what: nil, problems: ["it has no submission.json, so it is no bundle"])
        }
        let what = check.statement.map { "\($0.partnership), \($0.quarter), edition \($0.edition)" }
        return VerifyPage.Result(
            file: form.name, isGood: check.problems.isEmpty, what: what, problems: check.problems)
    }
}
