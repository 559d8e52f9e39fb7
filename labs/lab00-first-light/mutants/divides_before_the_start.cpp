// divides_before_the_start.cpp -- no ring yet, capacity 0: the division faults.
// Fails: trace.counts_what_came_too_early

    // LAB 0 BEGIN trace record: wrong on purpose
    TraceRecord& record = trace_records()[trace_ring.written % trace_ring.capacity];
    if (trace_ring.written - trace_ring.drained == trace_ring.capacity) {
        drain_trace();
    }
    record.tsc = read_time_stamp();
    record.kind = static_cast<uint32_t>(kind);
    for (uint32_t i = 0; i < trace_columns_max; ++i) {
        record.columns[i] = columns[i];
    }
    ++trace_ring.written;
    // LAB 0 END
