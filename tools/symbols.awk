# symbols.awk -- from `nm -nC` of the linked kernel to the table that backtraces read.
# in: "f1000000 T kumquat::handle_trap(kumquat::TrapFrame&)"; out: assembler source.
BEGIN { print ".section .note.GNU-stack, \"\"\n" ".section .symbols, \"aw\"\n.balign 4\n.global symbol_table\nsymbol_table:" }
$2 ~ /^[tTwW]$/ {
    name = substr($0, index($0, $3))
    gsub(/\(anonymous namespace\)::/, "", name)
    gsub(/kumquat::/, "", name)
    sub(/\(.*/, "", name)
    gsub(/[\\"]/, "", name)
    if (name == "") next
    names[++count] = name
    printf ".long 0x%s, name%d\n", $1, count
}
END {
    print ".long 0, 0"
    for (i = 1; i <= count; ++i) printf "name%d: .asciz \"%s\"\n", i, names[i]
}
