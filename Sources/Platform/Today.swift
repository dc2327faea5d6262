import Glibc

/// The day that it is in UTC, by the machine's clock, wherever the machine stands.
package enum Today {
    /// Days since 1 January 1970.
    package static var number: Int { Int(time(nil)) / 86_400 }
}
