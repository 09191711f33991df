// SPDX-License-Identifier: GPL-2.0
/*
 * Measures the kernel's zlib, with the settings of the module: one call compresses
 * a text or decompresses a stream between buffers of the kernel.
 */
#include <linux/minmax.h>
#include <linux/seq_file.h>
#include <linux/vmalloc.h>
#include <linux/zlib.h>
#include <linux/zutil.h>

#include "algs.h"
#include "bare.h"
#include "text.h"

/**
 * struct zlib - the buffers of a measurement
 * @stream: the state of zlib
 * @text: BENCH_TEXT_BYTES bytes
 * @packed: the deflate stream, of BENCH_TEXT_BYTES bytes at most
 * @packed_len: bytes of @packed
 * @back: the text that @packed becomes
 */
struct zlib {
	struct z_stream_s stream;
	u8 *text;
	u8 *packed;
	u32 packed_len;
	u8 *back;
};

static void set_buffers(struct zlib *z, u8 *in, u32 in_len, u8 *out)
{
	z->stream.next_in = in;
	z->stream.avail_in = in_len;
	z->stream.next_out = out;
	z->stream.avail_out = BENCH_TEXT_BYTES;
}

static int deflate_once(void *arg)
{
	struct zlib *z = arg;

	set_buffers(z, z->text, BENCH_TEXT_BYTES, z->packed);
	if (zlib_deflateInit2(&z->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
			      -MAX_WBITS, DEF_MEM_LEVEL,
			      Z_DEFAULT_STRATEGY) != Z_OK ||
	    zlib_deflate(&z->stream, Z_FINISH) != Z_STREAM_END)
		return -EINVAL;
	z->packed_len = z->stream.total_out;
	return 0;
}

static int inflate_once(void *arg)
{
	struct zlib *z = arg;

	set_buffers(z, z->packed, z->packed_len, z->back);
	if (zlib_inflateInit2(&z->stream, -MAX_WBITS) != Z_OK ||
	    zlib_inflate(&z->stream, Z_FINISH) != Z_STREAM_END)
		return -EINVAL;
	return 0;
}

static int measure(struct seq_file *m, struct zlib *z)
{
	unsigned int ops = bench_ops(bare_batch, BENCH_TEXT_BYTES);

	bench_fill_text(z->text);
	return bare_measure(m, "deflate", BENCH_TEXT_BYTES, ops, deflate_once,
			    z) ?:
	       bare_measure(m, "inflate", BENCH_TEXT_BYTES, ops, inflate_once,
			    z);
}

/**
 * bare_zlib() - measure zlib
 * @m: the output
 *
 * Return: 0 or an error.
 */
int bare_zlib(struct seq_file *m)
{
	struct zlib z = {};
	int err = -ENOMEM;

	z.stream.workspace =
		vzalloc(max(zlib_deflate_workspacesize(MAX_WBITS,
						       DEF_MEM_LEVEL),
			    zlib_inflate_workspacesize()));
	z.text = vmalloc(BENCH_TEXT_BYTES);
	z.packed = vmalloc(BENCH_TEXT_BYTES);
	z.back = vmalloc(BENCH_TEXT_BYTES);
	if (z.stream.workspace && z.text && z.packed && z.back)
		err = measure(m, &z);
	vfree(z.back);
	vfree(z.packed);
	vfree(z.text);
	vfree(z.stream.workspace);
	return err;
}
