// system_calls.hpp -- the seven calls and their software interrupts.
// Plain #defines: this header is read by the assembler too.
// Source: L4 Version 2 on i386, "Notation".
#pragma once

#define SYSCALL_IPC             0x30
#define SYSCALL_ID_NEAREST      0x31
#define SYSCALL_FPAGE_UNMAP     0x32
#define SYSCALL_THREAD_SWITCH   0x33
#define SYSCALL_THREAD_SCHEDULE 0x34
#define SYSCALL_LTHREAD_EX_REGS 0x35
#define SYSCALL_TASK_NEW        0x36
#define SYSCALL_FIRST           SYSCALL_IPC
#define SYSCALL_LAST            SYSCALL_TASK_NEW
