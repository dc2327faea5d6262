import Platform

extension CheckUp.Line {
    /// The systemd units: whether the timer runs, when next, and how the last run ended.
    public static func units() -> [CheckUp.Line] {
        guard let systemctl = ChildProcess.program("systemctl", others: ["/usr/bin"]) else {
            return [.good("timer", "there is no systemd on this machine")]
        }
        func show(_ unit: String, _ names: String...) -> [String: String]? {
            let command = ChildProcess.Command(
                systemctl, ["show", unit, "--property=\(names.joined(separator: ","))"], isApart: true)
            guard let (ending, output) = try? ChildProcess.run(command, withErrors: true, limit: .seconds(10)),
                ending == .ended(status: 0)
            else { return nil }
            let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
            return Dictionary(
                lines.compactMap { line in
                    line.firstIndex(of: "=").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) }
                }, uniquingKeysWith: { first, _ in first })
        }
        guard let timer = show("laa-submit.timer", "LoadState", "ActiveState", "NextElapseUSecRealtime") else {
            return [.good("timer", "systemd does not run on this machine")]
        }
        guard timer["LoadState"] == "loaded" else {
            return [.look("timer", "laa-submit.timer is not installed", "Install it, or run laa submit --due daily.")]
        }
        guard timer["ActiveState"] == "active" else {
            return [.look("timer", "laa-submit.timer does not run", "systemctl enable --now laa-submit.timer")]
        }
        var lines: [CheckUp.Line] = [.good("timer", "next at \(timer["NextElapseUSecRealtime"] ?? "a time not known")")]
        if let service = show("laa-submit.service", "ExecMainStatus", "Result"), let result = service["Result"] {
            let status = service["ExecMainStatus"] ?? "?"
            lines.append(
                result == "success"
                    ? .good("last run", "it ended well")
                    : .bad("last run", "it ended with \(status) (\(result))", "journalctl -u laa-submit says why."))
        }
        return lines
    }
}
