import ReportKit

/// The stamp of a module, read from its file without running any of it.
struct ModuleStamp: Equatable {
    let abiVersion: UInt32
    let toolchain: String

    /// The stamp of this program.
    static var own: ModuleStamp {
        let stamp = laa_stamp().pointee
        return ModuleStamp(abiVersion: stamp.abi_version, toolchain: text(of: stamp.toolchain))
    }

    /// Reads the stamp of a file.
    ///
    /// - Parameter bytes: the whole file. Nothing in it is trusted: every offset is checked against its size.
    init(file: String, bytes: UnsafeRawBufferPointer) throws(ModuleProblem) {
        guard let elf = ELFFile(bytes) else { throw .notAnELFFile(file: file) }
        guard elf.machine == ELFFile.ownMachine else { throw .otherMachine(file: file) }
        let size = MemoryLayout<laa_module_stamp>.size
        guard let section = elf.section(named: LAA_STAMP_SECTION), section.count >= size else {
            throw .noStamp(file: file)
        }
        let stamp = section.loadUnaligned(as: laa_module_stamp.self)
        guard ModuleStamp.text(of: stamp.magic) == LAA_STAMP_MAGIC, Int(stamp.size) == size else {
            throw .noStamp(file: file)
        }
        self.init(abiVersion: stamp.abi_version, toolchain: ModuleStamp.text(of: stamp.toolchain))
    }

    /// Refuses a stamp that is not this program's own.
    func check(file: String) throws(ModuleProblem) {
        let own = ModuleStamp.own
        guard abiVersion == own.abiVersion else {
            throw .otherABI(file: file, found: abiVersion, needed: own.abiVersion)
        }
        guard toolchain == own.toolchain else {
            throw .otherToolchain(file: file, found: toolchain, needed: own.toolchain)
        }
    }

    private init(abiVersion: UInt32, toolchain: String) {
        self.abiVersion = abiVersion
        self.toolchain = toolchain
    }

    /// The text in a fixed array of C characters, up to its first zero byte. Characters that are not printable are left
    /// out, since the user is shown the text even of a hostile file.
    private static func text<Characters>(of characters: Characters) -> String {
        withUnsafeBytes(of: characters) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }.filter { (0x20...0x7E).contains($0) }, as: UTF8.self)
        }
    }
}

/// As much of a 64-bit little-endian ELF file as is needed to find a section by name.
struct ELFFile {
    private let bytes: UnsafeRawBufferPointer

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 64, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else { return nil }
        self.bytes = bytes
    }

    /// The processor that the file is for, as ELF numbers them.
    var machine: UInt16 { bytes.loadUnaligned(fromByteOffset: 18, as: UInt16.self) }

    static var ownMachine: UInt16 {
        #if arch(x86_64)
            62
        #elseif arch(arm64)
            183
        #endif
    }

    /// The contents of a section, or nil where there is none of that name or the file is damaged.
    func section(named name: String) -> UnsafeRawBufferPointer? {
        let table = bytes.loadUnaligned(fromByteOffset: 40, as: UInt64.self)
        let entrySize = Int(bytes.loadUnaligned(fromByteOffset: 58, as: UInt16.self))
        let count = Int(bytes.loadUnaligned(fromByteOffset: 60, as: UInt16.self))
        let namesIndex = Int(bytes.loadUnaligned(fromByteOffset: 62, as: UInt16.self))
        guard entrySize >= 64, namesIndex < count, let headers = slice(table, UInt64(entrySize * count)),
            let names = contents(of: headers, entrySize * namesIndex)
        else { return nil }
        let wanted = Array(name.utf8) + [0]
        for index in 0..<count {
            let header = entrySize * index
            let nameOffset = Int(headers.loadUnaligned(fromByteOffset: header, as: UInt32.self))
            guard nameOffset < names.count, names[nameOffset...].starts(with: wanted) else { continue }
            return contents(of: headers, header)
        }
        return nil
    }

    private func contents(of headers: UnsafeRawBufferPointer, _ header: Int) -> UnsafeRawBufferPointer? {
        slice(
            headers.loadUnaligned(fromByteOffset: header + 24, as: UInt64.self),
            headers.loadUnaligned(fromByteOffset: header + 32, as: UInt64.self))
    }

    private func slice(_ offset: UInt64, _ size: UInt64) -> UnsafeRawBufferPointer? {
        let (end, overflow) = offset.addingReportingOverflow(size)
        guard !overflow, end <= UInt64(bytes.count) else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[Int(offset)..<Int(end)])
    }
}
