/* qemu_plugin.h -- the few functions of QEMU's plugin interface that we call.
 * Distributions ship QEMU with plugins enabled but without the header, so we declare what
 * we need ourselves. Names and types are QEMU's.
 * Source: QEMU 7.2, "TCG Plugins", interface version 1 (also understood by QEMU 8).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QEMU_PLUGIN_EXPORT __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t qemu_plugin_id_t;

/* Only the first two members matter to us; QEMU passes a pointer to more. */
typedef struct {
    const char* target_name; /* "i386" */
    struct {
        int min, cur;
    } version;
} qemu_info_t;

struct qemu_plugin_tb;   /* a block being translated */
struct qemu_plugin_insn; /* an instruction of it */

enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };
enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };

typedef void (*qemu_plugin_vcpu_tb_trans_cb_t)(qemu_plugin_id_t,
                                               struct qemu_plugin_tb*);
typedef void (*qemu_plugin_vcpu_udata_cb_t)(unsigned int vcpu, void* userdata);

/* A memory access: ask the two functions below what it is. */
typedef uint32_t qemu_plugin_meminfo_t;
enum qemu_plugin_mem_rw { QEMU_PLUGIN_MEM_R = 1, QEMU_PLUGIN_MEM_W, QEMU_PLUGIN_MEM_RW };
typedef void (*qemu_plugin_vcpu_mem_cb_t)(unsigned int vcpu,
                                          qemu_plugin_meminfo_t,
                                          uint64_t vaddr,
                                          void* userdata);

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t,
                                           qemu_plugin_vcpu_tb_trans_cb_t);
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb*,
                                          qemu_plugin_vcpu_udata_cb_t,
                                          enum qemu_plugin_cb_flags,
                                          void* userdata);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn*,
                                            qemu_plugin_vcpu_udata_cb_t,
                                            enum qemu_plugin_cb_flags,
                                            void* userdata);
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn*,
                                                enum qemu_plugin_op,
                                                void* counter,
                                                uint64_t immediate);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn*,
                                      qemu_plugin_vcpu_mem_cb_t,
                                      enum qemu_plugin_cb_flags,
                                      enum qemu_plugin_mem_rw,
                                      void* userdata);
struct qemu_plugin_hwaddr; /* physical; nullptr if it cannot be told */
struct qemu_plugin_hwaddr* qemu_plugin_get_hwaddr(qemu_plugin_meminfo_t, uint64_t vaddr);
uint64_t qemu_plugin_hwaddr_phys_addr(const struct qemu_plugin_hwaddr*);
bool qemu_plugin_mem_is_store(qemu_plugin_meminfo_t);
unsigned int qemu_plugin_mem_size_shift(qemu_plugin_meminfo_t);

size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb*);
uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb*);
struct qemu_plugin_insn* qemu_plugin_tb_get_insn(const struct qemu_plugin_tb*, size_t);
const void* qemu_plugin_insn_data(const struct qemu_plugin_insn*);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn*);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn*);

/* What a plugin defines. */
extern QEMU_PLUGIN_EXPORT int qemu_plugin_version;
QEMU_PLUGIN_EXPORT int
qemu_plugin_install(qemu_plugin_id_t, const qemu_info_t*, int argc, char** argv);

#ifdef __cplusplus
}
#endif
