// l4.cpp -- the system calls as functions.
#include "user/lib/l4.hpp"

namespace kumquat::user {

IpcResult ipc(SendDescriptor send,
              ReceiveDescriptor receive,
              TimeoutWord timeouts,
              ThreadId partner,
              uint32_t w0,
              uint32_t w1) {
    uint32_t dope = send.word(), ecx = timeouts.word();
    uint32_t low = partner.low(), high = partner.high();
    const uint32_t receive_word = receive.word();
    // The receive descriptor travels to EBP through the stack: all other registers are taken.
    asm volatile("pushl %[receive]\n\t"
                 "xchgl %%ebp, (%%esp)\n\t"
                 "int $0x30\n\t"
                 "popl %%ebp"
                 : "+a"(dope), "+c"(ecx), "+d"(w0), "+b"(w1), "+S"(low), "+D"(high)
                 : [receive] "m"(receive_word)
                 : "memory");
    return {MessageDope{dope}, w0, w1, ThreadId{low, high}};
}

ThreadId myself() {
    uint32_t type = 0, low = 0, high = 0;
    asm volatile("int $0x31"
                 : "+a"(type), "+S"(low), "+D"(high)
                 :
                 : "ecx", "edx", "ebx");
    return {low, high};
}

void thread_switch(ThreadId to) {
    uint32_t low = to.low();
    asm volatile("int $0x33"
                 : "+S"(low)
                 :
                 : "eax", "ecx", "edx", "ebx", "edi", "memory");
}

void fpage_unmap(Fpage fpage, uint32_t mask) {
    uint32_t eax = fpage.word(), ecx = mask;
    asm volatile("pushl %%ebp\n\t"
                 "int $0x32\n\t"
                 "popl %%ebp"
                 : "+a"(eax), "+c"(ecx)
                 :
                 : "edx", "ebx", "esi", "edi", "memory");
}

bool start_thread(uint32_t lthread, uint32_t eip, uint32_t esp, ThreadId pager) {
    uint32_t eax = lthread, ecx = esp, edx = eip;
    uint32_t ebx = 0xFFFFFFFF, esi = pager.low(), edi = pager.high();
    asm volatile("pushl %%ebp\n\t"
                 "movl $-1, %%ebp\n\t"
                 "int $0x35\n\t"
                 "popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 :
                 : "memory");
    return eax != 0xFFFFFFFF;
}

ThreadId create_task(TaskNumber task,
                     uint32_t eip,
                     uint32_t esp,
                     ThreadId pager,
                     uint32_t maximum_priority) {
    uint32_t eax = maximum_priority, ecx = esp, edx = eip, ebx = pager.low();
    uint32_t esi = ThreadId::Task::set(0, task.value), edi = 0;
    const uint32_t pager_high = pager.high();
    asm volatile("pushl %[pager_high]\n\t"
                 "xchgl %%ebp, (%%esp)\n\t"
                 "int $0x36\n\t"
                 "popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 : [pager_high] "m"(pager_high)
                 : "memory");
    return {esi, edi};
}

bool set_priority(ThreadId thread, uint32_t priority) {
    uint32_t eax = priority;  // exponent 0: the timeslice stays
    uint32_t ecx = 0, edx = 0, ebx = 0xFFFFFFFF, esi = thread.low(),
             edi = thread.high();
    asm volatile("pushl %%ebp\n\t"
                 "movl $-1, %%ebp\n\t"
                 "int $0x34\n\t"
                 "popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 :
                 : "memory");
    return eax != 0xFFFFFFFF;
}

}  // namespace kumquat::user
