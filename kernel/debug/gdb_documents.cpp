// gdb_documents.cpp -- written whole each time, and all but the wanted piece is dropped.
#include "kernel/debug/gdb_documents.hpp"

namespace kumquat::gdb {

namespace {

/// Takes a whole document, and keeps a piece.
class Window {
public:
    Window(uint32_t offset, uint32_t length, Reply& reply)
        : offset_{offset}, length_{length}, reply_{reply} {
        reply.put('m');
        length_ = length < reply.room() ? length : reply.room();
    }
    ~Window() {
        if (offset_ >= place_ || place_ - offset_ <= length_) {
            reply_.replace_first('l');
        }
    }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    void text(const char* text) {
        for (; *text != '\0'; ++text, ++place_) {
            if (place_ >= offset_ && place_ - offset_ < length_) {
                reply_.put(*text);
            }
        }
    }

private:
    uint32_t offset_, length_;
    uint32_t place_ = 0;
    Reply& reply_;
};

// Their order is that of enum Register; what the kernel does not tell of the FPU is there since GDB
// insists on it. The flags are those that one looks at.
#define REG(name, type) "<reg name='" name "' bitsize='32' type='" type "'/>"
#define FLOAT(name)     "<reg name='" name "' bitsize='80' type='i387_ext'/>"
#define FLAG(name, bit) "<field name='" name "' start='" bit "' end='" bit "'/>"
constexpr const char* registers_document =
    "<?xml version='1.0'?><!DOCTYPE target SYSTEM 'gdb-target.dtd'><target>"
    "<architecture>i386</architecture><feature name='org.gnu.gdb.i386.core'>"
    "<flags id='i386_eflags' size='4'>" FLAG("CF", "0") FLAG("PF", "2") FLAG(
        "AF", "4") FLAG("ZF", "6") FLAG("SF", "7") FLAG("TF", "8") FLAG("IF", "9")
        FLAG("DF", "10") FLAG("OF", "11") "</flags>" REG("eax", "int32") REG(
            "ecx", "int32") REG("edx", "int32") REG("ebx", "int32")
            REG("esp", "data_ptr") REG("ebp", "data_ptr") REG("esi", "int32") REG(
                "edi", "int32") REG("eip", "code_ptr") REG("eflags", "i386_eflags")
                REG("cs", "int32") REG("ss", "int32") REG("ds", "int32") REG(
                    "es", "int32") REG("fs", "int32") REG("gs", "int32") FLOAT("st0")
                    FLOAT("st1") FLOAT("st2") FLOAT("st3") FLOAT("st4") FLOAT("st5")
                        FLOAT("st6") FLOAT("st7") REG("fctrl", "int32") REG(
                            "fstat", "int32") REG("ftag", "int32") REG("fiseg", "int32")
                            REG("fioff", "int32") REG("foseg",
                                                      "int32") REG("fooff", "int32")
                                REG("fop",
                                    "int32") "</feature><feature "
                                             "name='org.kumquat.control'>" REG("cr0",
                                                                               "int32")
                                                 REG("cr2", "int32") REG("cr3", "int32")
                                                     REG("cr4",
                                                         "int32") "</feature></target>";
#undef REG
#undef FLOAT
#undef FLAG

}  // namespace

void send_registers_document(uint32_t offset, uint32_t length, Reply& reply) {
    Window{offset, length, reply}.text(registers_document);
}

void send_threads_document(uint32_t offset, uint32_t length, Reply& reply) {
    Window window{offset, length, reply};
    window.text("<threads>");
    for (Thread thread = first_thread; thread != no_thread;
         thread = next_thread(thread)) {
        window.text("<thread id='");
        window.text(HexText{thread}.digits);
        window.text("' name='");
        window.text(name_of(thread).characters);
        window.text("'>");
        window.text(state_words(thread));
        window.text(register_words(thread));
        window.text("</thread>");
    }
    window.text("</threads>");
}

}  // namespace kumquat::gdb
