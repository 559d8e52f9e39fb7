// writes.cpp -- a plugin for QEMU that notes who writes to one word of any page.
// A frame shows the same word at the same offset of a page wherever it is mapped, so the offset finds
// all writes, and the frame that each went to is noted with it. Of each an entry of three words is
// written: address of the instruction, address of the store, physical address.
// Source: QEMU 7.2, "TCG Plugins".
#include "tools/plugin/qemu_plugin.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

extern "C" {
int qemu_plugin_version = 1;
}

namespace {

constexpr uint64_t page_size = 4096;

uint64_t first, end;  // offsets in a page
std::FILE* out;

struct Entry {
    uint32_t instruction, address, physical;
};

void on_store(unsigned, qemu_plugin_meminfo_t access, uint64_t address, void* code) {
    const uint64_t offset = address % page_size;
    const uint64_t size = uint64_t{1} << qemu_plugin_mem_size_shift(access);
    if (offset >= end || offset + size <= first || !qemu_plugin_mem_is_store(access)) {
        return;
    }
    qemu_plugin_hwaddr* const physical = qemu_plugin_get_hwaddr(access, address);
    if (physical != nullptr) {
        const Entry entry{
            static_cast<uint32_t>(reinterpret_cast<uint64_t>(code)),
            static_cast<uint32_t>(address),
            static_cast<uint32_t>(qemu_plugin_hwaddr_phys_addr(physical))};
        std::fwrite(&entry, sizeof entry, 1, out);
    }
}

void on_translation(qemu_plugin_id_t, qemu_plugin_tb* block) {
    for (std::size_t i = 0; i < qemu_plugin_tb_n_insns(block); ++i) {
        qemu_plugin_insn* const instruction = qemu_plugin_tb_get_insn(block, i);
        qemu_plugin_register_vcpu_mem_cb(
            instruction, on_store, QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_W,
            reinterpret_cast<void*>(qemu_plugin_insn_vaddr(instruction)));
    }
}

}  // namespace

int qemu_plugin_install(qemu_plugin_id_t id,
                        const qemu_info_t*,
                        int argc,
                        char** argv) {
    for (int i = 0; i < argc; ++i) {
        const std::string word{argv[i]};
        const std::size_t equals = word.find('=') + 1;
        if (word.starts_with("offset=")) {
            first = std::strtoull(word.c_str() + equals, nullptr, 0);
        } else if (word.starts_with("size=")) {
            end = first + std::strtoull(word.c_str() + equals, nullptr, 0);
        } else if (word.starts_with("out=")) {
            out = std::fopen(word.c_str() + equals, "wb");
        }
    }
    if (out == nullptr) {
        std::fprintf(stderr, "replay-writes: wants offset=N,size=N,out=FILE\n");
        return -1;
    }
    std::setvbuf(out, nullptr, _IONBF, 0);  // QEMU is killed in the end
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
    return 0;
}
