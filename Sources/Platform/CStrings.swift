import Glibc

/// Calls a function with strings as a C array: each zero-terminated, the array ended by a null pointer. The pointers
/// are valid only during the call.
package func withCStrings<R>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> R
) rethrows -> R {
    let pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return try body(pointers)
}
