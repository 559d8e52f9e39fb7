// sigma0.cpp -- the first task: owns the free memory one-to-one and hands it out on request.
// Each page is given once: the first task that asks owns it, and may ask again. sigma0 lends
// frames that it has never touched itself; the kernel knows that it owns them all.
// Source: L4 Version 2 on i386, "sigma0 protocol".
#include "kernel/abi/kernel_info_page.hpp"
#include "user/lib/console.hpp"
#include "user/lib/hole.hpp"
#include "user/lib/l4.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

/// Answer to one request: a page, or nothing.
struct Answer {
    SendDescriptor kind = send_registers;
    uint32_t w0 = 0, w1 = 0;
};

constexpr uint32_t any_page = 0xFFFFFFFC;
constexpr uint32_t info_page_request = 1;
constexpr uint32_t large_page_bit = 1, write_bit = 2;
constexpr uint32_t large_page_request = large_page_order << 2;  // word 1
constexpr uint32_t large_page_size = 1u << large_page_order;
constexpr uint32_t device_begin = 0x40000000;
constexpr uint32_t remove_everywhere_else = 1u << 1;  // for fpage_unmap

/// Who owns each page: a task number, or one of these. 2 bytes for each page of 256 MB.
constexpr uint16_t nobody = 0, never_given = 0xFFFF, anybody = 0xFFFE;
constexpr uint32_t managed_pages = (256u << 20) / page_size;
uint16_t owner[managed_pages];

const KernelInfoPage* info;
uint32_t next_free;      // pages below have been given or never will be
uint32_t last_free_end;  // the same of pages from here on, counted from above

/// The owner of a page at start, by the info page. The kernel's memory, sigma0's own, and what is
/// no memory is never given to anybody; the adapter area to anybody, as often as it is asked for;
/// the root task's program and what is dedicated belongs to the root task from the beginning.
uint16_t first_owner(uint32_t address) {
    // LAB 7 BEGIN first owner: what the info page says of an address
    if (info->reserved_0.contains(address) || info->reserved_1.contains(address) ||
        info->sigma0.memory.contains(address) || address >= info->main_memory.high) {
        return never_given;
    }
    if (info->semi_reserved.contains(address)) {
        return anybody;
    }
    bool is_roots = info->root.memory.contains(address);
    for (const MemoryRange& dedicated : info->dedicated) {
        is_roots = is_roots || dedicated.contains(address);
    }
    return is_roots ? static_cast<uint16_t>(root_task.value) : nobody;
    // LAB 7 END
}

/// The entry of a page, filled on first use: nothing has to be prepared at start.
uint16_t& owner_of(uint32_t address) {
    uint16_t& entry = owner[address / page_size];
    if (entry == nobody) {
        entry = first_owner(address);
    }
    return entry;
}

Answer page_answer(uint32_t address) {
    return {send_fpage, address,
            Fpage::make(address, page_order, Fpage::write_bit).word()};
}

/// The page at this address, if it is the client's, or anybody's, or nobody's: then the client
/// owns it from now on. Otherwise nothing.
Answer give_page(uint32_t address, TaskNumber to) {
    if (address / page_size >= managed_pages) {
        return {};
    }
    // LAB 7 BEGIN one owner: the first who asks, and only that one
    uint16_t& entry = owner_of(address);
    const uint16_t task = static_cast<uint16_t>(to.value);
    if (entry == nobody) {
        entry = task;
    }
    return entry == task || entry == anybody ? page_answer(address) : Answer{};
    // LAB 7 END
}

/// 4 MB at once, if all of them are free or the client's; else the one page.
/// What the client has of them in small pages is taken back first, or it would be in the way.
Answer give_large_page(uint32_t address, TaskNumber to) {
    const uint32_t begin = Fpage::align(address, large_page_order);
    const uint32_t end = begin + large_page_size;
    if (end > info->main_memory.high || end / page_size > managed_pages) {
        return give_page(address, to);
    }
    const uint16_t task = static_cast<uint16_t>(to.value);
    for (uint32_t page = begin; page != end; page += page_size) {
        if (owner_of(page) != nobody && owner_of(page) != task) {
            return give_page(address, to);
        }
    }
    for (uint32_t page = begin; page != end; page += page_size) {
        owner_of(page) = task;
    }
    const Fpage fpage = Fpage::make(begin, large_page_order, Fpage::write_bit);
    fpage_unmap(fpage, remove_everywhere_else);
    return {send_fpage, begin, fpage.word()};
}

/// A free page for a user, searched upwards from the end of the adapter area.
Answer give_any_page(TaskNumber to) {
    // LAB 7 BEGIN any page: the next that nobody has
    for (; next_free < info->main_memory.high; next_free += page_size) {
        if (owner_of(next_free) == nobody) {
            return give_page(next_free, to);
        }
    }
    return {};
    // LAB 7 END
}

bool is_kernels(TaskNumber task) { return task.value < root_task.value; }

/// A free page for the kernel, to keep, searched downwards.
Answer grant_any_page(TaskNumber to) {
    for (; last_free_end > info->semi_reserved.high; last_free_end -= page_size) {
        const uint32_t address = last_free_end - page_size;
        if (owner_of(address) == nobody) {
            Answer answer = give_page(address, to);
            answer.w1 |= Fpage::grant_bit;
            return answer;
        }
    }
    return {};
}

/// Word 0 is 1: what is asked for is in the low byte of word 1.
/// (0, from the kernel: how many pages it may have. Ours has taken its share already: none.)
Answer give_info_page(uint32_t w1) {
    if ((w1 & 0xFF) != 1) {
        return {};
    }
    const uint32_t address = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(info));
    return {send_fpage, 0, Fpage::make(address, page_order).word()};
}

Answer give_device_memory(uint32_t address) {
    const Fpage fpage = Fpage::make(address, large_page_order, Fpage::write_bit);
    return {send_fpage, 0, fpage.word()};
}

/// What a message asks for, and the answer to it. Bit 1 of word 0 is that of a write access: a page
/// fault asks for a page by its address, like any other request.
Answer answer_to(const IpcResult& request) {
    const TaskNumber client = request.sender.task();
    // LAB 7 BEGIN request: what is it that the client wants?
    const uint32_t w0 = request.w0 & ~write_bit;
    if (w0 == any_page) {
        return is_kernels(client) ? grant_any_page(client) : give_any_page(client);
    }
    if (w0 == info_page_request) {
        return give_info_page(request.w1);
    }
    if (w0 < device_begin) {
        const bool wants_large =
            (w0 & large_page_bit) != 0 && request.w1 == large_page_request;
        const uint32_t page = Fpage::align(w0, page_order);
        return wants_large ? give_large_page(page, client) : give_page(page, client);
    }
    if (w0 < user_space_end && (w0 & large_page_bit) == 0) {
        return give_device_memory(w0);
    }
    return {};
    // LAB 7 END
}

}  // namespace

}  // namespace kumquat::user

/// \param first  address of the kernel info page
extern "C" void program_main(uint32_t first, uint32_t) {
    using namespace kumquat;
    using namespace kumquat::user;
    info = reinterpret_cast<const KernelInfoPage*>(uintptr_t{first});
    next_free = info->semi_reserved.high;
    last_free_end = Fpage::align(info->main_memory.high, page_order);
    name_myself("sigma0");
    IpcResult request = wait();
    for (;;) {
        if (!request.ok()) {
            request = wait();
            continue;
        }
        const Answer answer = answer_to(request);
        request = reply_and_wait(answer.kind, request.sender, answer.w0, answer.w1);
    }
}
