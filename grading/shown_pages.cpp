// shown_pages.cpp -- two ways to the same map.
#include "grading/shown_pages.hpp"

#include "kernel/abi/fpage.hpp"
#include "kernel/abi/thread_id.hpp"
#include "kernel/memory_layout.hpp"
#include "kernel/x86/page_table.hpp"
#include "labs/programs/actor_starts.hpp"

#include <fmt/format.h>

namespace kumquat::grading {

namespace {

constexpr const char* directories = "actor_directories";
constexpr uint32_t entries = 1024, large_size = 4u << 20;

bool is_shown(uint32_t task) {
    return task > root_task.value && task <= root_task.value + tasks_at_most;
}

/// A table of entries at a physical address; without any if that is no RAM.
std::vector<PageEntry> table_at(const machine::Memory& memory, uint32_t address) {
    std::vector<PageEntry> table;
    for (uint32_t i = 0; i < entries && address < memory.size() - page_size; ++i) {
        table.emplace_back(memory.read_physical<uint32_t>(address + i * 4));
    }
    return table;
}

class Reader {
public:
    Reader(const machine::Memory& memory, uint32_t begin, uint32_t end)
        : memory_{memory}, begin_{begin}, end_{end} {}

    void read_directory(uint32_t task, uint32_t directory) {
        const std::vector<PageEntry> table = table_at(memory_, directory);
        for (uint32_t i = 0;
             i < table.size() && i * uint64_t{large_size} < user_space_end; ++i) {
            const PageEntry entry = table[i];
            if (entry.is_present() && entry.is_large()) {
                add_large(task, i * large_size, entry);
            } else if (entry.is_present()) {
                read_table(task, i * large_size, entry);
            }
        }
    }

    ShownPages pages;

private:
    static bool is_for_user(PageEntry entry) {
        return entry.is_present() && (entry.word() & PTE_USER) != 0;
    }

    void read_table(uint32_t task, uint32_t base, PageEntry directory) {
        const bool all_writable = directory.is_writable();
        const std::vector<PageEntry> table = table_at(memory_, directory.frame().raw());
        for (uint32_t i = 0; i < table.size(); ++i) {
            const uint32_t address = base + i * page_size;
            const bool is_program = begin_ <= address && address < end_;
            if (is_for_user(directory) && is_for_user(table[i]) && !is_program) {
                pages[{task, address}] = {table[i].frame().raw(),
                                          all_writable && table[i].is_writable()};
            }
        }
    }

    void add_large(uint32_t task, uint32_t base, PageEntry entry) {
        for (uint32_t i = 0; i < entries && is_for_user(entry); ++i) {
            const uint32_t offset = i * page_size;
            pages[{task, base + offset}] = {entry.frame().raw() + offset,
                                            entry.is_writable()};
        }
    }

    const machine::Memory& memory_;
    uint32_t begin_, end_;
};

std::string text_of(const ShownPages& pages, PlaceOfPage place) {
    const auto found = pages.find(place);
    return found == pages.end()
               ? "nothing"
               : fmt::format("frame 0x{:08X}, {}", found->second.frame,
                             found->second.is_writable ? "writable" : "read only");
}

}  // namespace

bool has_actors(const machine::Symbols& kernel) {
    return kernel.find(directories).has_value();
}

machine::Range actor_memory(const machine::Symbols& kernel) {
    const uint32_t noted = *kernel.find(directories) - KERNEL_OFFSET;
    return {noted, noted + tasks_at_most * 4};
}

ShownPages shown_by_tables(const machine::Memory& memory,
                           const machine::Symbols& kernel,
                           uint32_t program_begin,
                           uint32_t program_end) {
    Reader reader{memory, program_begin, program_end};
    const uint32_t noted = *kernel.find(directories) - KERNEL_OFFSET;
    for (uint32_t i = 0; i < tasks_at_most; ++i) {
        const auto directory = memory.read_physical<uint32_t>(noted + i * 4);
        if (directory != 0) {
            reader.read_directory(root_task.value + 1 + i, directory);
        }
    }
    return reader.pages;
}

ShownPages shown_by_trace(const trace::RawTrace& trace) {
    ShownPages pages;
    for (const TraceRecord& record : trace.records) {
        const auto kind = static_cast<TraceKind>(record.kind);
        const bool comes = kind == TraceKind::map || kind == TraceKind::grant;
        if (!comes && kind != TraceKind::unmap) {
            continue;
        }
        const Fpage frame{record.columns[2]};
        const bool read_left = kind == TraceKind::unmap && record.columns[3] != 0;
        for (uint32_t offset = 0; offset < 1u << frame.order(); offset += page_size) {
            const PlaceOfPage place{record.columns[0], record.columns[1] + offset};
            if (!comes && !read_left) {
                pages.erase(place);
            } else if (is_shown(place.task)) {
                pages[place] = {frame.base() + offset, comes && frame.is_writable()};
            }
            if (kind == TraceKind::grant) {
                pages.erase({record.columns[3], record.columns[4] + offset});
            }
        }
    }
    return pages;
}

std::string difference(const ShownPages& tables, const ShownPages& trace) {
    ShownPages all = tables;
    all.insert(trace.begin(), trace.end());
    for (const auto& [place, shown] : all) {
        const std::string one = text_of(tables, place), other = text_of(trace, place);
        if (one != other) {
            return fmt::format(
                "Task {}, address 0x{:08X}: the page tables show {}; the "
                "trace has told of {}.",
                place.task, place.address, one, other);
        }
    }
    return "";
}

}  // namespace kumquat::grading
