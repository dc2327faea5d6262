import Glibc

/// The settings that the private cluster's server is started with: its sole purpose is one analyst's warehouse.
enum ServerSettings {
    /// `-c name=value` for each.
    static func arguments(for layout: ClusterLayout, isDurable: Bool) -> [String] {
        (settings(for: layout) + [("fsync", isDurable ? "on" : "off")]).flatMap { ["-c", "\($0)=\($1)"] }
    }

    private static func settings(for layout: ClusterLayout) -> [(String, String)] {
        let memory = (sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))) >> 20
        return [
            // Reached only by the socket, and only by accounts that may enter its folder.
            ("listen_addresses", ""),
            ("port", "\(ClusterLayout.port)"),
            ("unix_socket_directories", "\"\(layout.socketFolder.replacing("\"", with: "\"\""))\""),
            ("unix_socket_permissions", "0700"),
            ("hba_file", layout.accessRules),
            ("ident_file", layout.accountMap),
            ("max_connections", "50"),
            // For scans and sorts of the whole caseload, a few at a time.
            ("shared_buffers", "\(min(max(memory / 8, 64), 1024))MB"),
            ("effective_cache_size", "\(max(memory / 2, 128))MB"),
            ("work_mem", "\(min(max(memory / 64, 16), 64))MB"),
            ("maintenance_work_mem", "\(min(max(memory / 16, 64), 256))MB"),
            ("random_page_cost", "1.1"),
            // Compiling a plan costs more than these queries gain.
            ("jit", "off"),
            // A bulk load into a table made in the same transaction need not log each row; there is no replication.
            ("wal_level", "minimal"),
            ("max_wal_senders", "0"),
            ("max_wal_size", "2GB"),
            ("checkpoint_timeout", "15min"),
            ("dynamic_shared_memory_type", hasSharedMemory ? "posix" : "mmap"),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
            ("log_line_prefix", "%m [%p] %a "),
        ]
    }

    /// Whether /dev/shm has the room that parallel queries may need; in a container it often does not.
    private static var hasSharedMemory: Bool {
        var status = statvfs()
        guard statvfs("/dev/shm", &status) == 0 else { return false }
        return status.f_bavail * UInt(status.f_frsize) >= 256 << 20
    }
}
