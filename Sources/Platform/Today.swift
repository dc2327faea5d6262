import Glibc

/// Today's date in UTC, by the machine's clock, whatever its time zone.
package enum Today {
    /// Days since 1 January 1970.
    package static var number: Int { Int(time(nil)) / 86_400 }
}
