// deadlock.cpp -- an editor saves files; then nothing moves any more.
// The mistake: servers call each other in a circle. Each is right by itself.
#include "user/apps/puzzles/threads.hpp"

namespace kumquat::puzzles {

namespace {

enum : uint32_t { editor = 1, files, memory, disk };

/// A file server: for each block that is saved it needs a buffer.
void be_files() {
    name_myself("files");
    IpcResult request = wait();
    for (;;) {
        compute_us(40);
        call(thread_number(memory), request.w0, 0);
        request = reply_and_wait(send_registers, request.sender, request.w0, 0);
    }
}

/// A memory server: now and then its buffers are full, and the oldest goes to the disk.
void be_memory() {
    name_myself("memory");
    constexpr uint32_t buffers = 5;
    IpcResult request = wait();
    for (uint32_t used = 1;; ++used) {
        compute_us(20);
        if (used % buffers == 0) {
            call(thread_number(disk), request.w0, 0);
        }
        request = reply_and_wait(send_registers, request.sender, used, 0);
    }
}

/// A disk driver: where a block belongs, the file server knows.
void be_disk() {
    name_myself("disk");
    IpcResult request = wait();
    for (;;) {
        compute_us(60);
        const IpcResult place = call(thread_number(files), request.w0, 0);
        request = reply_and_wait(send_registers, request.sender, place.w0, 0);
    }
}

void be_editor() {
    name_myself("editor");
    for (uint32_t block = 1;; ++block) {
        compute_us(200);
        call(thread_number(files), block, 0);
    }
}

}  // namespace

}  // namespace kumquat::puzzles

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::puzzles;
    start(disk, 40, be_disk);
    start(memory, 40, be_memory);
    start(files, 40, be_files);
    start(editor, 20, be_editor);
    watch_ms(8);
}
