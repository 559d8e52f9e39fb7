// lets_programs_call_all.cpp -- level 3 for every vector: a program can fake the timer.
// Fails: table.programs_may_call_only_some

    // LAB 1 BEGIN gate privilege: wrong on purpose
    static_cast<void>(vector);
    return Privilege::user;
    // LAB 1 END
