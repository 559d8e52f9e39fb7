// qemu_session.cpp -- see qemu_session.hpp.
#include "tools/machine/qemu_session.hpp"

#include "tools/machine/files.hpp"
#include "tools/machine/own_memory.hpp"

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace kumquat::machine {

namespace {

using plugin::Report;
using plugin::Stop;
using std::chrono::milliseconds;

constexpr int silence_ms = 4;  // how often we look whether the processor is halted
/// A processor that is in the same hlt after so many looks has skipped seconds of virtual time:
/// QEMU answers a look between its jumps. Not a time: on a busy host it gets little of that.
constexpr int hopeless_looks = 750;

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

std::pair<Descriptor, Descriptor> socket_pair() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        fail("Cannot make a socket to the emulator");
    }
    return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

/// The directory of a run belongs to the user that the emulator runs as. Others may enter it: the
/// wrapper, which may have given up its privileges before it gets there.
void give_to_user(unsigned user, const std::filesystem::path& directory) {
    constexpr mode_t owner_writes_all_enter = 0711;
    if (chmod(directory.c_str(), owner_writes_all_enter) != 0 ||
        chown(directory.c_str(), user, user) != 0 ||
        chown((directory / exit_file).c_str(), user, user) != 0) {
        fail("Cannot give the directory of the run to the emulator's user");
    }
}

/// Interrupts that our machine can raise by itself are the timer's (line 0) and the
/// clock's (line 8, through line 2). False: their lines are masked in `info pic`.
bool can_be_interrupted(const std::string& pic_text) {
    unsigned mask[2] = {0, 0};
    for (unsigned chip = 0; chip < 2; ++chip) {
        // At the beginning of a line: "ioapic0:" is something else.
        const std::size_t at = pic_text.find(fmt::format("\npic{}:", chip));
        const std::size_t imr = pic_text.find("imr=", at);
        if (at == std::string::npos || imr == std::string::npos ||
            std::sscanf(pic_text.c_str() + imr, "imr=%x", &mask[chip]) != 1) {
            return true;  // unknown: do not claim anything
        }
    }
    const bool timer = (mask[0] & 1) == 0;
    const bool clock = (mask[0] & 4) == 0 && (mask[1] & 1) == 0;
    return timer || clock;
}

std::string complaint(const std::filesystem::path& log) {
    std::string text = content_of(log);
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    constexpr std::size_t limit = 2000;
    return text.empty() ? "It left no message." : "It said: " + text.substr(0, limit);
}

}  // namespace

std::filesystem::path built_plugin() {
    const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    for (auto folder = here; folder.has_relative_path();
         folder = folder.parent_path()) {
        for (const auto& candidate :
             {folder / "kumquat-plugin.so", folder / "tools" / "kumquat-plugin.so"}) {
            if (std::filesystem::exists(candidate)) {
                return candidate;
            }
        }
    }
    return here / "kumquat-plugin.so";
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}

Descriptor::~Descriptor() {
    if (fd_ >= 0) {
        close(fd_);
    }
}

int Descriptor::release() { return std::exchange(fd_, -1); }

QemuSession::QemuSession(const Run& run,
                         const BootFiles& files,
                         const std::filesystem::path& directory,
                         uint32_t entry,
                         uint64_t pause,
                         bool records)
    : run_{run}, directory_{directory}, records_{records}, deadline_{
                                                               Clock::now() +
                                                               run.wall_clock_limit} {
    const Descriptor page{memfd_create("kumquat-report", MFD_CLOEXEC)};
    if (page.get() < 0 || ftruncate(page.get(), sizeof(Report)) != 0) {
        fail("Cannot make the page that the plugin reports in");
    }
    void* address = mmap(nullptr, sizeof(Report), PROT_READ | PROT_WRITE, MAP_SHARED,
                         page.get(), 0);
    if (address == MAP_FAILED) {
        fail("Cannot map the page that the plugin reports in");
    }
    report_ = static_cast<Report*>(address);
    const Descriptor exit{open((directory / exit_file).c_str(),
                               O_RDONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    if (run.walls.user) {
        give_to_user(*run.walls.user, directory);
    }
    auto [ours, plugins] = socket_pair();
    auto [qmp_ours, qmp_qemus] = socket_pair();
    socket_ = std::move(ours);
    qmp_ = std::make_unique<Qmp>(qmp_ours.release());

    const PluginLink link{.plugin = run.plugin.empty()
                                        ? built_plugin()
                                        : std::filesystem::absolute(run.plugin),
                          .report_fd = page.get(),
                          .socket_fd = plugins.get(),
                          .exit_fd = exit.get(),
                          .qmp_fd = qmp_qemus.get(),
                          .entry = entry,
                          .pause = pause,
                          .records = records};
    process_ = std::make_unique<Process>(
        qemu_command(run, files, link),
        Process::Options{
            .directory = directory,
            .kept = {page.get(), plugins.get(), exit.get(), qmp_qemus.get()},
            .output = directory / log_file});
}

QemuSession::~QemuSession() {
    process_.reset();
    if (report_ != nullptr) {
        munmap(report_, sizeof(Report));
    }
}

/// How long to wait for an answer. A recorder may be held by the plugin before it gives one, and
/// goes on only when we have heard that.
QemuSession::Clock::time_point QemuSession::patience() const {
    constexpr milliseconds of_a_recorder{2000};
    return records_ ? std::min(deadline_, Clock::now() + of_a_recorder) : deadline_;
}

bool QemuSession::read_registers() {
    const auto text = qmp_->monitor("info registers", patience());
    if (text) {
        registers_ = parse_registers(*text);
    }
    return text.has_value();
}

const Memory& QemuSession::memory() {
    if (!memory_) {
        memory_.emplace(directory_ / memory_file);
    }
    return *memory_;
}

/// Whether what the processor sees at an address is memory. Requires: read_registers() was called.
bool QemuSession::has_memory_at(uint32_t address) {
    constexpr plugin::Range no_display{0xA0000, 0xC0000};  // our machine has none
    if (registers_.paging_on()) {
        const auto page = memory().translate(registers_.cr3, address);
        if (!page) {
            return true;  // a page fault, which is the kernel's own affair
        }
        address = page->physical;
    }
    return address < memory().size() &&
           (address < no_display.begin || address >= no_display.end);
}

void QemuSession::let_go() {
    const char byte = 'g';
    [[maybe_unused]] const ssize_t sent = send(socket_.get(), &byte, 1, MSG_NOSIGNAL);
}

/// The plugin holds the guest. \return nothing if the guest was sent on
std::optional<Ending> QemuSession::on_plugin_byte() {
    char byte = 0;
    if (recv(socket_.get(), &byte, 1, MSG_DONTWAIT) != 1) {
        return std::nullopt;
    }
    const Stop stop = report_->stop;
    if (stop == Stop::pause) {
        qmp_->monitor("log int,cpu_reset", deadline_);
        let_go();
        return std::nullopt;
    }
    if (stop == Stop::costly_instructions) {
        // One of them may not be over, and QEMU answers no question meanwhile.
        return Ending::costly_instructions;
    }
    if (!records_) {  // QEMU does not answer while its recorder is held
        read_registers();
    }
    registers_.eip = report_->stop_address;
    if (stop == Stop::held) {
        run_.on_step(registers_, memory());
        let_go();
        return std::nullopt;
    }
    switch (stop) {
    case Stop::exit_port:
        return Ending::exited;
    case Stop::address:
        return Ending::stop_address;
    case Stop::instruction_budget:
        return Ending::instruction_budget;
    case Stop::virtual_budget:
        return Ending::virtual_budget;
    case Stop::breach:
        return Ending::breach;
    case Stop::endless_translation:
        return Ending::changing_code;
    case Stop::no_kernel:
        return Ending::emulator_failed;
    case Stop::user_candidate:
        if (registers_.cpl == 3) {
            return Ending::first_user;
        }
        break;
    case Stop::empty_candidate:
        if (!records_ && !has_memory_at(report_->stop_address)) {
            return Ending::no_memory;
        }
        break;
    case Stop::none:
    case Stop::pause:
    case Stop::held:
    case Stop::costly_instructions:
        break;
    }
    let_go();
    return std::nullopt;
}

/// Nothing has happened for a while: is the processor halted, and can it ever wake?
std::optional<Ending> QemuSession::on_silence() {
    const uint64_t halts = report_->halts;
    if (!report_->in_halt || halts != seen_halts_) {
        seen_halts_ = halts;
        looks_at_halt_ = 0;
        return std::nullopt;
    }
    if (!read_registers() || !registers_.is_halted) {
        return std::nullopt;
    }
    if (!registers_.interrupts_on()) {
        // The registers are read while the processor may be waking up: look twice.
        const bool seen_before = halts_with_interrupts_off_ == halts;
        halts_with_interrupts_off_ = halts;
        return seen_before ? std::optional{Ending::halted} : std::nullopt;
    }
    const auto pic = qmp_->monitor("info pic", patience());
    const bool same_halt = report_->in_halt && report_->halts == halts;
    if (pic && same_halt && !can_be_interrupted(*pic)) {
        return Ending::halted;
    }
    if (same_halt && ++looks_at_halt_ > hopeless_looks) {
        return Ending::virtual_budget;
    }
    return std::nullopt;
}

std::optional<Ending> QemuSession::next_ending(Outcome& outcome) {
    pollfd events[2] = {{socket_.get(), POLLIN, 0}, {qmp_->fd(), POLLIN, 0}};
    const int ready = poll(events, 2, silence_ms);
    if ((events[0].revents & POLLIN) != 0) {
        if (const auto ending = on_plugin_byte()) {
            return ending;
        }
    }
    if (const auto reason = qmp_->shutdown_reason()) {
        read_registers();
        if (*reason == "guest-reset" || *reason == "guest-shutdown") {
            return *reason == "guest-reset" ? Ending::reset : Ending::powered_off;
        }
        outcome.problem =
            fmt::format("The emulator was shut down from outside ({}).", *reason);
        return Ending::emulator_failed;
    }
    if (process_->has_ended() || qmp_->is_closed()) {
        outcome.problem =
            "The emulator ended by itself. " + complaint(directory_ / log_file);
        return Ending::emulator_failed;
    }
    if (Clock::now() >= deadline_) {
        outcome.problem = fmt::format(
            "The host was too slow: {} s were not enough for {} instructions. This "
            "says "
            "nothing about the guest; run it again when the host has less to do.",
            std::chrono::duration<double>(run_.wall_clock_limit).count(),
            report_->instructions());
        return Ending::wall_clock;
    }
    return ready == 0 ? on_silence() : std::nullopt;
}

void QemuSession::watch(Outcome& outcome) {
    std::optional<Ending> ending;
    qmp_->start(deadline_);
    while (!ending) {
        ending = next_ending(outcome);
    }
    outcome.ending = *ending;
    if (!report_->started && !is_infrastructure_error(*ending)) {
        outcome.ending = Ending::emulator_failed;
        outcome.problem = "The machine stopped before the kernel's first instruction.";
    } else if (outcome.problem.empty() && *ending == Ending::emulator_failed) {
        outcome.problem = fmt::format(
            "The firmware never came to the kernel's entry at 0x{:08X}. Is that the "
            "physical address of the first instruction?",
            report_->stop_address);
    }
    outcome.registers = registers_;
    outcome.exit_value = report_->exit_value;
    outcome.instructions = report_->instructions();
    outcome.virtual_ns = report_->virtual_ns();
    outcome.recorded_from = report_->recorded_from;
    outcome.longest_off = {report_->longest_off, report_->longest_off_number,
                           report_->longest_off_address, report_->longest_off_end};
    outcome.breach = {report_->breach, report_->breach_by, report_->breach_at};
    if (outcome.ending == Ending::halted && outcome.virtual_ns == 0) {
        outcome.virtual_ns = outcome.instructions;
    }
    constexpr std::size_t wanted_blocks = 64;
    const uint64_t count = report_->recent_count;
    if (outcome.ending != Ending::breach && !is_infrastructure_error(outcome.ending)) {
        const uint32_t last_block = report_->recent[(count - 1) % Report::recent_size];
        if (const auto breach =
                breach_of_memory(memory(), run_.border, directory_, last_block)) {
            outcome.ending = Ending::breach;
            outcome.breach = *breach;
        }
    }
    const uint64_t kept = std::min<uint64_t>(count, Report::recent_size);
    for (uint64_t i = 1; i <= kept && outcome.last_blocks.size() < wanted_blocks; ++i) {
        const uint32_t block = report_->recent[(count - i) % Report::recent_size];
        if (std::ranges::count(outcome.last_blocks, block) == 0) {
            outcome.last_blocks.push_back(block);
        }
    }
}

bool QemuSession::finish_recording() {
    const bool is_told = qmp_->tell("quit");  // it hears that when the plugin lets go
    let_go();
    while (is_told && !process_->wait(milliseconds{0})) {
        char byte = 0;
        pollfd plugin{socket_.get(), POLLIN, 0};
        if (Clock::now() >= deadline_) {
            return false;
        }
        if (poll(&plugin, 1, silence_ms) == 1 &&
            recv(socket_.get(), &byte, 1, MSG_DONTWAIT) == 1) {
            let_go();  // the budget is used up in the next block as well
        }
    }
    return is_told;
}

}  // namespace kumquat::machine
