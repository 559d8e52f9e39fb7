// documents.hpp -- what GDB reads in pieces: the list of registers, the list of threads.
// Source: GDB manual, "Target Description Format"; "Thread List Format".
#pragma once

#include "kernel/gdb_stub/target.hpp"

namespace kumquat::gdb {

/// The part of a document from `offset` on, `length` characters at most, behind an "m", or an "l" if
/// there is nothing behind it.
void send_registers_document(uint32_t offset, uint32_t length, Reply& reply);
void send_threads_document(uint32_t offset, uint32_t length, Reply& reply);

}  // namespace kumquat::gdb
