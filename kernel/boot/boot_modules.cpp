// boot_modules.cpp -- collecting the modules, and describing them to the root task.
#include "kernel/boot/boot_modules.hpp"

#include "kernel/boot/boot_image.hpp"
#include "kernel/boot/info_page.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/x86/memory_functions.hpp"

extern "C" const uint8_t kernel_end[];  // kernel.ld

namespace kumquat {

namespace {

constexpr uint32_t max_modules = 16;
constexpr uint32_t text_size =
    page_size - sizeof(MultibootInfo) - max_modules * sizeof(BootModule);

/// What the root task gets: one page that needs nothing outside.
struct RootBootInfo {
    MultibootInfo info;
    BootModule modules[max_modules];
    char text[text_size];
};
static_assert(sizeof(RootBootInfo) == page_size);

RootBootInfo boot_info;
uint32_t text_used = 0;
uint32_t boot_info_physical = 0;

/// Keep a text of the loader. \param physical  0: it gave none \return  its offset in RootBootInfo
uint32_t keep_text(uint32_t physical) {
    const char* from = direct<char>(PhysAddr{physical});
    const uint32_t offset = offsetof(RootBootInfo, text) + text_used;
    while (physical != 0 && text_used < text_size - 1 && *from != '\0') {
        boot_info.text[text_used] = *from;
        ++text_used;
        ++from;
    }
    boot_info.text[text_used] = '\0';
    text_used += text_used < text_size - 1 ? 1 : 0;
    return offset;
}

/// Move a module to `place`. \return  the first page behind the module
uint32_t move_module(BootModule& module, uint32_t place) {
    const uint32_t size = module.end - module.begin;
    if (module.begin != place) {
        memmove(direct<void>(PhysAddr{place}), direct<void>(PhysAddr{module.begin}),
                size);
    }
    module.begin = place;
    module.end = place + size;
    return round_up_to_page(module.end);
}

/// Where the first module goes: close behind the kernel image, if moving all of them down to
/// there overwrites none that has not been moved; else behind the last of them.
uint32_t place_of_modules() {
    const uint32_t image_end = round_up_to_page(physical_of(kernel_end).raw());
    uint32_t place = image_end, highest = image_end;
    bool fits = true;
    for (uint32_t i = 0; i < boot_info.info.module_count; ++i) {
        const BootModule& module = boot_info.modules[i];
        fits = fits && module.begin >= place;
        place = round_up_to_page(place + (module.end - module.begin));
        highest = module.end > highest ? module.end : highest;
    }
    return fits ? image_end : round_up_to_page(highest);
}

}  // namespace

void collect_boot_modules(const MultibootInfo& info) {
    const bool has_modules = (info.flags & MultibootInfo::has_modules) != 0;
    if (!has_modules || info.module_count < 2) {
        panic("two boot modules are needed: sigma0 and the root task");
    }
    if (info.module_count > max_modules) {
        panic("there are more than 16 boot modules");
    }
    const BootModule* const modules = direct<BootModule>(PhysAddr{info.modules});
    boot_info.info.flags = MultibootInfo::has_modules |
                           MultibootInfo::has_command_line |
                           (info.flags & MultibootInfo::has_memory_sizes);
    boot_info.info.memory_lower_kb = info.memory_lower_kb;
    boot_info.info.memory_upper_kb = info.memory_upper_kb;
    boot_info.info.module_count = info.module_count;
    for (uint32_t i = 0; i < info.module_count; ++i) {
        boot_info.modules[i] = modules[i];
        boot_info.modules[i].command_line = keep_text(modules[i].command_line);
    }
}

MemoryRange settle_boot_modules() {
    const uint32_t low = place_of_modules();
    uint32_t high = low;
    for (uint32_t i = 0; i < boot_info.info.module_count; ++i) {
        high = move_module(boot_info.modules[i], high);
    }
    boot_info_physical = high;
    boot_info.info.modules = high + offsetof(RootBootInfo, modules);
    for (uint32_t i = 0; i < boot_info.info.module_count; ++i) {
        boot_info.modules[i].command_line += high;
    }
    boot_info.info.command_line = boot_info.modules[1].command_line;
    memcpy(direct<void>(PhysAddr{high}), &boot_info, sizeof(boot_info));
    return {low, high + page_size};
}

uint32_t root_multiboot_info() { return boot_info_physical; }

void load_first_images() {
    info_page.sigma0 = load_boot_image(boot_info.modules[0], "sigma0");
    info_page.root = load_boot_image(boot_info.modules[1], "the root task");
    if (info_page.sigma0.memory.overlaps(info_page.root.memory)) {
        panic("sigma0 and the root task are linked at overlapping addresses");
    }
}

}  // namespace kumquat
