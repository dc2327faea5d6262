import Glibc
import Testing

@testable import Platform

@Suite("A file's status")
struct FileStatusTests {
    /// A file of an owner, a group and a mode.
    private func status(_ owner: uid_t, _ group: gid_t, _ mode: mode_t) -> FileStatus {
        var status = stat()
        (status.st_uid, status.st_gid, status.st_mode) = (owner, group, mode)
        return FileStatus(status)
    }

    @Test("others can write where the mode lets them, where a group may, and where the file is a stranger's")
    func writableByOthers() {
        let (me, group) = (geteuid(), getegid())
        let stranger = me + 1
        for mode: mode_t in [0o600, 0o644, 0o755, 0o444] {
            #expect(!status(me, group, mode).isWritableByOthers() && !status(0, 0, mode).isWritableByOthers())
            #expect(status(stranger, group, mode).isWritableByOthers())
        }
        for mode: mode_t in [0o602, 0o666, 0o777] {
            #expect(status(me, group, mode).isWritableByOthers())
            #expect(status(me, group, mode).isWritableByOthers(trustsOwnGroup: true))
        }
        #expect(status(me, group, 0o664).isWritableByOthers())
        #expect(!status(me, group, 0o664).isWritableByOthers(trustsOwnGroup: true))
        #expect(status(me, group + 1, 0o664).isWritableByOthers(trustsOwnGroup: true))
    }
}
