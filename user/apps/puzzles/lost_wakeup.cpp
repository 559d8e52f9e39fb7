// lost_wakeup.cpp -- a producer fills a box and wakes the consumer; after a while the consumer sleeps
// on, though the box is full.
// The mistake: the wakeup does not wait (timeout zero), and the consumer is not yet there.
#include "user/apps/puzzles/threads.hpp"

namespace kumquat::puzzles {

namespace {

enum : uint32_t { producer = 1, consumer };
volatile uint32_t box = 0;  // 0: empty

void be_producer() {
    name_myself("producer");
    for (uint32_t item = 1;; ++item) {
        sleep(after_ms(2));
        while (box != 0) {
            sleep(after_ms(1));
        }
        box = item;
        send(thread_number(consumer), 0, 0, do_not_wait);
    }
}

/// After every fifth item it rests, longer than the next one takes to come.
void be_consumer() {
    name_myself("consumer");
    for (;;) {
        receive(thread_number(producer), wait_for_ever);
        const uint32_t item = box;
        box = 0;
        compute_us(200);
        if (item % 5 == 0) {
            sleep(after_ms(4));
        }
    }
}

}  // namespace

}  // namespace kumquat::puzzles

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::puzzles;
    start(producer, 40, be_producer);
    start(consumer, 20, be_consumer);
    watch_ms(30);
}
