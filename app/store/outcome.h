/* How an install ends, as stable codes: what `candor-bundle install` prints, what staff
 * are told, what tests read. The table is in outcome.c. */
#pragma once

enum outcome {
    OUTCOME_INSTALLED,
    OUTCOME_MENDED,       /* the same edition, whose copy here was damaged */
    OUTCOME_ALREADY,      /* it is the one that is shown */
    OUTCOME_NO_UPDATE,    /* no such file, or no bundle on the stick */
    OUTCOME_UNREADABLE,   /* cut short, unreadable, pulled out */
    OUTCOME_NOT_TRUSTED,  /* not signed, wrong signature, unknown or revoked key */
    OUTCOME_OLDER,        /* a newer one was here, or a publisher has withdrawn it */
    OUTCOME_SAME_NUMBER,  /* another content under a serial that is known */
    OUTCOME_NUMBER_LEAP,  /* more than RULE_LEAP_MAX above the highest serial */
    OUTCOME_NOT_FOR_THIS, /* over a limit, or needs a newer reader */
    OUTCOME_BAD_CONTENT,  /* signed, and yet against the rules of a bundle */
    OUTCOME_NO_SPACE,
    OUTCOME_NEW_PROBLEM,  /* the new edition failed its probe or its first starts */
    OUTCOME_STORE_FAILED, /* the store cannot be read or written */
    OUTCOME_BUSY,         /* another install is under way */
    OUTCOME_CANCELLED,
    OUTCOME_COUNT
};

/* "installed", "no-update", ...: never changed once released. */
const char *outcome_code(enum outcome outcome);

/* What staff read, in English; the reader's own words are in ui/words. */
const char *outcome_text(enum outcome outcome);
