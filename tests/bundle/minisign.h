/* What the stock minisign 0.11 made: a pair of keys that nobody trusts, and what they
 * sign: the three bytes `abc`, with the trusted comment `x 1`. */
#pragma once

#define STOCK_ID 0x20D819D03C28AB0Du
#define STOCK_PUBLIC                                            \
    "untrusted comment: minisign public key 20D819D03C28AB0D\n" \
    "RWQNqyg80BnYIMcfsKe0fcBGLhGcySB+J6MG0JaBWLdPt/xDDD2HFEDV\n"
#define STOCK_BODY                                                                       \
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADasoPNAZ2CBlBxkV5B" \
    "4s"                                                                                 \
    "mPWakXskrGlwbLlT1aoGFHxCOlL/7IS/CMcfsKe0fcBGLhGcySB+J6MG0JaBWLdPt/xDDD2HFEDV"
#define STOCK_SECRET                                     \
    "untrusted comment: minisign encrypted secret key\n" \
    "RWQAAEIy" STOCK_BODY "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
#define STOCK_SIGNATURE                                                               \
    "untrusted comment: signature from minisign secret key\n"                         \
    "RUQNqyg80BnYIIUKEmN0UjuJGWTHLBQXpQxTM6kWL64alTL6A3WG3UDsgXZwVNAaJImn0dXU6Oo8Fn/" \
    "DkDA"                                                                            \
    "6Kj5cq0lR2HhBjQA=\n"                                                             \
    "trusted comment: x 1\n"                                                          \
    "XtQ4SYXcDs0IjTiAutsjzVGrBwf7jc+a8R/Ydty8SLQk479/"                                \
    "aGBVCax4fcnMpen4uuAquhp9485NMIjiDt6"                                             \
    "ZCA==\n"
#define STOCK_LEGACY                                                               \
    "untrusted comment: signature from minisign secret key\n"                      \
    "RWQNqyg80BnYID+0KX7x/"                                                        \
    "2PKNfaczCQwJ+Vnqkm4wbt1PintW7wwaVO7dxuLeW43Wn8XfWqPV4C2ire00kL"               \
    "iwJzAYjCGbzLrigk=\n"                                                          \
    "trusted comment: x 1\n"                                                       \
    "0IPAaDNLK9cAF7EOUKbSuWEtCJL7x4P08wB40+vBanskZP3PcTxuOKmosCAGLzbG7JqBi5r+GIV/" \
    "rtSEa1L"                                                                      \
    "dAA==\n"

/* Another pair, whose secret key has a passphrase at minisign's own cost. */
#define STOCK_LOCKED_ID 0xD84E7A1EA5DFC366u
#define STOCK_PASSPHRASE "caf\xC3\xA9 au lait"
#define STOCK_LOCKED                                          \
    "untrusted comment: minisign encrypted secret key\n"      \
    "RWRTY0Iy3os+7pBW5ZTjYdlwKDkgR/"                          \
    "Acj72QuNu6Ix9iOBuIMv8AAAACAAAAAAAAAEAAAAAAvVGwTpfyf9XC"  \
    "d3mu2KIodo54ISEZ9oYJU9/2+reaoor+h88qvVwlN/kGSVspb+9MN7/" \
    "x9bKHIySz+xdxI4Iz1nnup7NhHblZ"                           \
    "kkFM8tJp8F0JgmV80Y2jUrJ6l+WHQk0UHFAQAQRTgaw=\n"

/* The first pair's, with the passphrase `low` at the least cost there is: made with
 * Python's scrypt, OpenSSL's. */
#define LOW_HEAD "RWRTY0IyAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8A"
#define LOW_BODY                                                                  \
    "7rnvN3hxwPnuDpXhG82gX1ouRYuCWI2rXAoKiGcIQufMEaBs80mo+0UzwFaJS+EGY3luSXg5N2/" \
    "6G06skhoe"                                                                   \
    "sH5z/O/fxSdfj4v2nnTEUeoS1c8NIPV/UWP3ko4HUs9rUE2XJS6W1rE=\n"
#define LOW_LOCKED "untrusted comment: x\n" LOW_HEAD "gAAAAAAAAAAAAAEAAAAA" LOW_BODY
