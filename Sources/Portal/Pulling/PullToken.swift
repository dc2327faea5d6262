import Platform
import Text

extension AccessToken {
    /// The token that a file or the variable `LAA_TOKEN` has; never an argument, which every account of the machine sees.
    ///
    /// - Parameter file: the file, which must be closed to others; nil for the variable.
    /// - Throws: ``PullError/token(problem:)``; ``PullError/tokenOpen(path:)``.
    public static func own(file: String?, environment: [String: String]) throws(PullError) -> AccessToken {
        guard let file else {
            guard let text = environment["LAA_TOKEN"], !text.isEmpty else { throw .token(problem: "there is no token") }
            guard let token = AccessToken(text) else { throw .token(problem: "LAA_TOKEN is no token") }
            return token
        }
        guard let status = FileStatus(file), status.isFile, let text = SmallFile.text(file) else {
            throw .token(problem: "the file \(file) cannot be read")
        }
        guard ServiceCredential(folder: environment["CREDENTIALS_DIRECTORY"]).isClosed(file, status) else {
            throw .tokenOpen(path: file)
        }
        guard let token = AccessToken(text.trimming(while: \.isWhitespace)) else {
            throw .token(
                problem: "the file \(file) does not hold a token, which begins with laa_ and has 85 characters")
        }
        return token
    }
}
