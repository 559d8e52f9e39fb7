// faulty_code.S -- pieces of code that raise an exception each, at a place with a name.

.text
.global count_to_five
.global divide_by_zero
.global divide_by_zero_at
.global call_vector_80
.global call_vector_80_at
.global call_vector_20
.global call_overflow
.global behind_overflow
.global call_int3
.global behind_int3
.global run_undefined
.global out_of_bounds
.global touch_kernel
.global touch_missing
.global touch_missing_at

count_to_five:
    pushfl
    orl $0x100, (%esp)
    popfl
    nop
    nop
    nop
    pushfl
    andl $~0x100, (%esp)
    popfl
    ret

divide_by_zero:
    xorl %ecx, %ecx
divide_by_zero_at:
    divl %ecx
    ret

call_vector_80:
call_vector_80_at:
    int $0x80
    ret

call_vector_20:
    int $0x20
    ret

call_overflow:
    movb $0x7F, %al
    addb $1, %al
    into
behind_overflow:
    ret

call_int3:
    int3
behind_int3:
    ret

run_undefined:
    ud2

out_of_bounds:
    movl $9, %eax
    boundl %eax, bounds
    ret

touch_kernel:
    movl $1, 0xF1000000
    ret

touch_missing:
touch_missing_at:
    movl 0x700000, %eax
    ret

.data
.balign 4
bounds:
    .long 2, 5

.section .note.GNU-stack, "", @progbits
