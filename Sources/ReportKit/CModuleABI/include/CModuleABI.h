// The stamp that makes loading a report module safe.
//
// Swift has no stable binary interface on Linux: a module built by another compiler, or against another version of
// ReportKit's declarations, would crash or, worse, miscount. Every module therefore carries this stamp in an ELF
// section of its own. The host reads the section from the file before any of the module's code runs, and compares it
// with its own stamp.

#ifndef LAA_MODULE_ABI_H
#define LAA_MODULE_ABI_H

/// Raise this number whenever the public declarations of ReportKit or Significance change.
#define LAA_MODULE_ABI_VERSION 11

/// The ELF section that holds the stamp.
#define LAA_STAMP_SECTION ".laa.stamp"
#define LAA_STAMP_MAGIC "laa report mod"

typedef struct {
    char magic[16];
    // The compiler's built-in name for the type: including <stdint.h> would add its limits to ReportKit's declarations.
    __UINT32_TYPE__ abi_version;
    __UINT32_TYPE__ size;
    /// `__VERSION__` of the compiler that built the module, truncated to fit and terminated by a zero byte.
    char toolchain[128];
} laa_module_stamp;

/// The stamp of whichever binary this header is compiled into.
static inline const laa_module_stamp *_Nonnull laa_stamp(void) {
    static const laa_module_stamp stamp __attribute__((used, retain, section(LAA_STAMP_SECTION))) = {
        LAA_STAMP_MAGIC, LAA_MODULE_ABI_VERSION, sizeof(laa_module_stamp), __VERSION__};
    return &stamp;
}

#endif
