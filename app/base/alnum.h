/* Letters and digits of any script. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* True for Unicode 15's Alphabetic and Numeric (Nd, Nl, No), as Rust's is_alphanumeric:
 * what mdBook keeps in the id of a heading. */
bool alnum(uint32_t c);

/* True for Unicode's White_Space. */
bool white_space(uint32_t c);
