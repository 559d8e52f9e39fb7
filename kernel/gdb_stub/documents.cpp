// documents.cpp -- written whole each time, and all but the wanted piece is dropped.
#include "kernel/gdb_stub/documents.hpp"

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

/// What the kernel does not tell of the FPU is there since GDB insists on it.
struct RegisterWords {
    const char *name, *type;
};
constexpr RegisterWords registers[] = {
    {"eax", "int32"},    {"ecx", "int32"},    {"edx", "int32"},    {"ebx", "int32"},
    {"esp", "data_ptr"}, {"ebp", "data_ptr"}, {"esi", "int32"},    {"edi", "int32"},
    {"eip", "code_ptr"}, {"eflags", "flags"}, {"cs", "int32"},     {"ss", "int32"},
    {"ds", "int32"},     {"es", "int32"},     {"fs", "int32"},     {"gs", "int32"},
    {"st0", "i387_ext"}, {"st1", "i387_ext"}, {"st2", "i387_ext"}, {"st3", "i387_ext"},
    {"st4", "i387_ext"}, {"st5", "i387_ext"}, {"st6", "i387_ext"}, {"st7", "i387_ext"},
    {"fctrl", "int32"},  {"fstat", "int32"},  {"ftag", "int32"},   {"fiseg", "int32"},
    {"fioff", "int32"},  {"foseg", "int32"},  {"fooff", "int32"},  {"fop", "int32"},
    {"cr0", "int32"},    {"cr2", "int32"},    {"cr3", "int32"},    {"cr4", "int32"}};
static_assert(sizeof(registers) / sizeof(registers[0]) == register_count);

/// Those of EFLAGS that one looks at.
constexpr const char* flags[][2] = {{"CF", "0"}, {"PF", "2"},  {"AF", "4"},
                                    {"ZF", "6"}, {"SF", "7"},  {"TF", "8"},
                                    {"IF", "9"}, {"DF", "10"}, {"OF", "11"}};

void write_flags(Window& window) {
    window.text("<flags id='flags' size='4'>");
    for (const auto& [name, bit] : flags) {
        window.text("<field name='");
        window.text(name);
        window.text("' start='");
        window.text(bit);
        window.text("' end='");
        window.text(bit);
        window.text("'/>");
    }
    window.text("</flags>");
}

void write_register(Window& window, uint32_t number) {
    window.text("<reg name='");
    window.text(registers[number].name);
    window.text(size_of(number) == 4 ? "' bitsize='32' type='"
                                     : "' bitsize='80' type='");
    window.text(registers[number].type);
    window.text("'/>");
}

}  // namespace

void send_registers_document(uint32_t offset, uint32_t length, Reply& reply) {
    Window window{offset, length, reply};
    window.text("<?xml version='1.0'?><!DOCTYPE target SYSTEM 'gdb-target.dtd'>"
                "<target><architecture>i386</architecture>"
                "<feature name='org.gnu.gdb.i386.core'>");
    write_flags(window);
    for (uint32_t number = 0; number < register_count; ++number) {
        if (number == cr0) {
            window.text("</feature><feature name='org.kumquat.control'>");
        }
        write_register(window, number);
    }
    window.text("</feature></target>");
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
