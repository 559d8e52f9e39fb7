// ipc_words.hpp -- the words of an ipc that the assembler looks at, checked against abi/message.hpp,
// where they are explained.
#pragma once

#define TWO_WORDS        0x00004000 /* message dope: two words, no error */
#define RECEIVE_EXPONENT 0x0000000F /* of the timeouts: 0 in these bits means never */
#define OPEN_RECEIVE     1          /* of the receive descriptor */
#define NIL              -1         /* receive descriptor: no receive phase */

#ifndef __ASSEMBLER__

#include "kernel/abi/message.hpp"
#include "kernel/abi/timeouts.hpp"

static_assert(kumquat::MessageDope::make(2, 0).word() == TWO_WORDS);
static_assert(kumquat::TimeoutWord::ReceiveExponent::mask == RECEIVE_EXPONENT);
static_assert(kumquat::ReceiveDescriptor::open_bit == OPEN_RECEIVE);
static_assert(kumquat::ReceiveDescriptor{static_cast<uint32_t>(NIL)}.is_nil());

#endif
