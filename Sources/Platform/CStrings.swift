import Glibc

/// Calls with texts as C's lists of them are: zero-terminated, the list ending with a nil; valid only meanwhile.
package func withCStrings<R>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> R
) rethrows -> R {
    let pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return try body(pointers)
}
