/* A program being measured: started, stopped, and what the kernel counts for it. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

/* Starts argv[0]. What it prints goes to ours. */
pid_t process_start(char *const argv[]);

/* Asks it to end, insists after 5 s, and waits for it. */
void process_stop(pid_t pid);

/* Memory, in MiB: resident, and the share that is its own by the pages' number of users.
 * 0 where it has ended. */
double process_rss(pid_t pid);
double process_pss(pid_t pid);

/* How often its threads went to sleep of their own will, and the time it ran, in ticks.
 */
long process_waits(pid_t pid);
long process_ticks(pid_t pid);

/* The processor time of its first thread, in ms; 0 where the kernel does not tell. */
double process_cpu(pid_t pid);
