// recorder.cpp -- see recorder.hpp.
#include "tools/plugin/recorder.hpp"

#include "kernel/memory_layout.hpp"
#include "tools/plugin/recording.hpp"
#include "user/lib/measure.hpp"

#include <cstdio>
#include <cstring>
#include <memory>
#include <unordered_map>
#include <vector>

namespace kumquat::plugin {
namespace {

/// What is known of an instruction when it is translated.
struct Known {
    Entry entry;
    uint32_t mark = 0;  // number of the mark that it is, or 0
};

class Recorder {
public:
    Recorder(const Options& options, Report* report)
        : report_{report}, off_{report}, trusted_{options.code},
          from_{options.record_from}, to_{options.record_to},
          watches_off_{options.watch_interrupts} {}

    bool open(const std::string& file) {
        file_ = std::fopen(file.c_str(), "wb");
        return file_ != nullptr;
    }

    /// Whether marks are followed there: in trusted code, or, if there is none, in any program.
    bool follows_marks_at(uint32_t address) const {
        return trusted_.empty() ? address < USER_SPACE_END
                                : contains(trusted_, address);
    }

    void on_instruction(const Known& known) {
        if (!report_->started) {
            return;
        }
        if (watches_off_) {
            off_.step(known.entry);
        }
        follow_marks(known.mark);
        if (is_on_ && known.mark == 0) {
            if (!has_begun_) {
                has_begun_ = true;
                report_->recorded_from = report_->instructions();
            }
            append(known.entry);
        }
    }

    void on_access(const Entry& entry) {
        if (is_on_) {
            append(entry);
        }
    }

private:
    void follow_marks(uint32_t mark) {
        if (from_ != to_) {
            const uint64_t number = report_->instructions();
            const bool was_on = is_on_;
            is_on_ = number >= from_ && number < to_;
            if (was_on && !is_on_) {
                flush();
            }
        } else if (mark == MEASUREMENT_BEGIN_NUMBER) {
            is_on_ = true;
        } else if (mark == MEASUREMENT_END_NUMBER) {
            is_on_ = false;
            flush();
        }
    }

    void append(const Entry& entry) {
        if (file_ == nullptr) {
            return;
        }
        buffer_.push_back(entry);
        constexpr std::size_t enough = 1 << 16;
        if (buffer_.size() >= enough) {
            flush();
        }
    }

    void flush() {
        if (file_ == nullptr) {
            return;
        }
        if (std::fwrite(buffer_.data(), sizeof(Entry), buffer_.size(), file_) !=
            buffer_.size()) {
            std::perror("kumquat-plugin: cannot write the recording");
        }
        std::fflush(file_);
        buffer_.clear();
    }

    Report* report_;
    InterruptsOff off_;
    const std::vector<Range>& trusted_;
    uint64_t from_, to_;  // numbers of instructions; equal: follow the guest's marks
    bool watches_off_;
    bool is_on_ = false, has_begun_ = false;
    std::FILE* file_ = nullptr;
    std::vector<Entry> buffer_;
};

Recorder* recorder;

void on_instruction(unsigned, void* known) {
    recorder->on_instruction(*static_cast<const Known*>(known));
}

void on_access(unsigned, qemu_plugin_meminfo_t access, uint64_t address, void*) {
    const bool is_store = qemu_plugin_mem_is_store(access);
    recorder->on_access(
        {static_cast<uint32_t>(address), is_store ? Kind::store : Kind::load,
         static_cast<uint8_t>(1u << qemu_plugin_mem_size_shift(access)), 0, 0});
}

bool is_branch(const uint8_t* bytes, std::size_t size) {
    const uint8_t opcode = bytes[0];
    const bool is_two_bytes = opcode == 0x0F && size > 1;
    return (opcode >= 0x70 && opcode <= 0x7F) ||
           (opcode >= 0xE0 && opcode <= 0xE3) ||  // loop, jecxz
           (opcode >= 0xE8 && opcode <= 0xEB) || opcode == 0xC2 || opcode == 0xC3 ||
           opcode == 0x9A || opcode == 0xFF ||
           (is_two_bytes && bytes[1] >= 0x80 && bytes[1] <= 0x8F);
}

Kind kind_of(const uint8_t* bytes, std::size_t size) {
    switch (bytes[0]) {
    case 0xCC:
    case 0xCD:
        return Kind::call_gate;
    case 0xCF:
        return Kind::iret;
    case 0xFB:
        return Kind::sti;
    case 0xFA:
        return Kind::cli;
    case 0xF4:
        return Kind::halt;
    default:
        return is_branch(bytes, size) ? Kind::branch : Kind::plain;
    }
}

/// test imm32, %eax with one of the two numbers?
uint32_t mark_of(const uint8_t* bytes, std::size_t size) {
    constexpr uint8_t test_eax = 0xA9;
    uint32_t number = 0;
    if (size != 5 || bytes[0] != test_eax) {
        return 0;
    }
    std::memcpy(&number, bytes + 1, sizeof number);
    return number == MEASUREMENT_BEGIN_NUMBER || number == MEASUREMENT_END_NUMBER
               ? number
               : 0;
}

/// The same instruction is translated many times; one description is kept for ever.
const Known* describe(qemu_plugin_insn* instruction) {
    static std::unordered_map<std::string, std::unique_ptr<Known>> all;
    const auto address = static_cast<uint32_t>(qemu_plugin_insn_vaddr(instruction));
    const auto* bytes = static_cast<const uint8_t*>(qemu_plugin_insn_data(instruction));
    const std::size_t size = qemu_plugin_insn_size(instruction);
    std::string key{reinterpret_cast<const char*>(&address), sizeof address};
    key.append(reinterpret_cast<const char*>(bytes), size);
    auto& known = all[key];
    if (!known) {
        const uint8_t vector = bytes[0] == 0xCC ? 3 : bytes[0] == 0xCD ? bytes[1] : 0;
        known = std::make_unique<Known>(Known{
            {address, kind_of(bytes, size), static_cast<uint8_t>(size), vector, 0},
            recorder->follows_marks_at(address) ? mark_of(bytes, size) : 0});
    }
    return known.get();
}

}  // namespace

bool start_recorder(const Options& options, Report* report) {
    recorder = new Recorder{options, report};  // lives as long as the emulator
    if (!options.record.empty() && !recorder->open(options.record)) {
        std::perror("kumquat-plugin: cannot write the recording");
        return false;
    }
    return true;
}

void record_instruction(qemu_plugin_insn* instruction) {
    void* known = const_cast<Known*>(describe(instruction));
    qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_instruction,
                                           QEMU_PLUGIN_CB_NO_REGS, known);
    qemu_plugin_register_vcpu_mem_cb(instruction, on_access, QEMU_PLUGIN_CB_NO_REGS,
                                     QEMU_PLUGIN_MEM_RW, nullptr);
}

}  // namespace kumquat::plugin
