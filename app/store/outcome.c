#include "store/outcome.h"

static const struct {
    const char *code, *text;
} table[OUTCOME_COUNT] = {
    [OUTCOME_INSTALLED] = {"installed", "The update is installed"},
    [OUTCOME_MENDED] = {"mended", "The damaged copy is replaced"},
    [OUTCOME_ALREADY] = {"already-installed", "Already installed"},
    [OUTCOME_NO_UPDATE] = {"no-update", "No Candor update on this stick"},
    [OUTCOME_UNREADABLE] = {"unreadable", "The stick could not be read fully. Nothing "
                                          "changed. Copy it again"},
    [OUTCOME_NOT_TRUSTED] = {"not-trusted", "Not from a trusted publisher. Nothing "
                                            "changed"},
    [OUTCOME_OLDER] = {"older", "Already have a newer edition"},
    [OUTCOME_SAME_NUMBER] = {"same-number", "Two different editions carry the same "
                                            "number. Nothing changed"},
    [OUTCOME_NUMBER_LEAP] = {"number-leap", "The edition's number is out of all order. "
                                            "Nothing changed. Ask its publisher"},
    [OUTCOME_NOT_FOR_THIS] = {"not-for-this-device", "Not made for this device. Nothing "
                                                     "changed"},
    [OUTCOME_BAD_CONTENT] = {"bad-content", "This update was not made rightly. Nothing "
                                            "changed. Ask its publisher"},
    [OUTCOME_NO_SPACE] = {"no-space", "Not enough free space. Nothing changed"},
    [OUTCOME_NEW_PROBLEM] = {"new-problem", "The new edition had a problem. Nothing "
                                            "changed"},
    [OUTCOME_STORE_FAILED] = {"store-failed", "This device's storage could not be used. "
                                              "What it shows is whole. Try again"},
    [OUTCOME_BUSY] = {"busy", "Another update is under way. Wait until it is done"},
    [OUTCOME_CANCELLED] = {"cancelled", "Cancelled. Nothing changed"},
};

const char *outcome_code(enum outcome outcome)
{
    return table[outcome].code;
}

const char *outcome_text(enum outcome outcome)
{
    return table[outcome].text;
}
