// find_wide_pages.cpp -- a page that a task asked for to read it, and got to write on, while others
// who have it from the same place may only read.
// By itself more than was asked for is common: a pager gives a new page with all rights at once. It
// is the others with fewer rights that say it was not meant so.
#include "exchange.hpp"
#include "findings.hpp"
#include "instant.hpp"

#include "kernel/abi/fpage.hpp"
#include "kernel/abi/thread_id.hpp"

#include <map>

namespace kumquat {

namespace {

class WidePageFinder : public Finder {
public:
    explicit WidePageFinder(const Model& model) : Finder{model}, instant_{model} {}

    void note(int64_t event, TraceKind kind) override {
        if (kind == TraceKind::page_fault) {
            const uint32_t thread = column(event, 0);
            if (thread < trace_.threads.size()) {
                faults_[trace_.threads[thread].task][thread] = event;
            }
        } else if (kind == TraceKind::map) {
            note_map(event);
        }
    }

private:
    static constexpr uint32_t write_access = 2;  // bit of page_fault.access

    struct WidePage {
        PageDetails page;
        uint32_t thread;  // that asked for it
    };

    /// The read that a page is the answer to, or -1.
    int64_t read_fault_of(uint32_t task, uint32_t address, Fpage page) {
        const auto faults = faults_.find(task);
        if (faults == faults_.end()) {
            return -1;
        }
        for (const auto& [thread, event] : faults->second) {
            const uint32_t fault = column(event, 1);
            if (Fpage::align(fault, page.order()) ==
                Fpage::align(address, page.order())) {
                const bool writes = (column(event, 3) & write_access) != 0;
                const int64_t read = writes ? -1 : event;
                faults->second.erase(thread);
                return read;
            }
        }
        return -1;
    }

    void note_map(int64_t event) {
        const uint32_t task = column(event, 0), address = column(event, 1);
        const uint32_t source = column(event, 3);
        const Fpage frame{column(event, 2)};
        if (task >= trace_.tasks.size() || source >= trace_.tasks.size() ||
            trace_.tasks[source].id == kernel_task.value ||
            trace_.tasks[source].id == sigma0_task.value) {
            return;
        }
        const int64_t fault = read_fault_of(task, address, frame);
        if (frame.is_writable() && fault < 0) {
            return;
        }
        instant_.seek(event);
        const std::optional<PageDetails> page = instant_.page_at(task, address);
        if (!page || page->parent == 0 || page->is_below_root) {
            return;
        }
        if (frame.is_writable()) {
            compare_with_readers({*page, column(fault, 0)}, source);
        } else if (const auto wide = wide_.find(page->parent);
                   wide != wide_.end() && wide->second.page.task != task) {
            if (is_still_there(wide->second.page)) {
                add(wide->second, source, {task});
            }
            wide_.erase(wide);
        }
    }

    bool is_still_there(const PageDetails& page) const {
        const auto now = instant_.page_at(page.task, page.address);
        return now && now->is_writable && now->frame == page.frame;
    }

    void compare_with_readers(const WidePage& wide, uint32_t source) {
        const PageDetails& page = wide.page;
        std::vector<uint32_t> readers;
        for (const PageDetails& sibling : instant_.pages_below(page.parent)) {
            if (sibling.task != page.task && sibling.task != no_index &&
                !sibling.is_writable) {
                readers.push_back(sibling.task);
            }
        }
        if (readers.empty()) {
            wide_[page.parent] = wide;
        } else {
            add(wide, source, readers);
        }
    }

    void add(const WidePage& wide, uint32_t source, std::vector<uint32_t> readers) {
        readers.insert(readers.begin(), {wide.page.task, source});
        std::vector<uint32_t> threads{wide.thread};
        if (const int64_t message = message_with_page(model_, wide.page.event);
            message >= 0) {
            threads.push_back(column(message, 0));
        }
        found.push_back({Finding::Kind::wide_page,
                         wide.page.event,
                         last_event(),
                         std::move(threads),
                         {},
                         std::move(readers),
                         wide.page.address});
    }

    Instant instant_;
    std::map<uint32_t, std::map<uint32_t, int64_t>>
        faults_;                     // by task and thread: page_fault
    std::map<Cell, WidePage> wide_;  // by parent: with rights that nobody asked for
};

}  // namespace

std::unique_ptr<Finder> find_wide_pages(const Model& model) {
    return std::make_unique<WidePageFinder>(model);
}

}  // namespace kumquat
