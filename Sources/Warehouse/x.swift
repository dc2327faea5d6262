import CLibPQ
import ReportKit
import Crypto
import Subprocess
public func v() -> Int32 { PQlibVersion() }
