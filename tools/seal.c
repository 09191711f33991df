// SPDX-License-Identifier: GPL-2.0
/*
 * Sealed files. Each chunk is encrypted with an AEAD. Its nonce contains its number
 * and whether it is the last one (the STREAM construction of Hoang, Reyhanitabar,
 * Rogaway and Vizar, 2015). Its associated data is the file's header.
 *
 * One call submits many chunks, so that all engines of a device have work. Each
 * chunk has its own pages, so that outputs share no cache line.
 */
#include <errno.h>
#include <string.h>

#include "crypt.h"
#include "cryptoctl.h"
#include "message.h"
#include "progress.h"

/* The bytes of all chunks in one call, and the greatest number of chunks. */
#define BATCH_BYTES	(1024 * 1024)
#define BATCH_MAX	16

/* Only the next read shows whether a full chunk is the last one. */
#define SLOTS		(BATCH_MAX + 1)

/**
 * struct chunk - a chunk
 * @buf: room for the text and the tag
 * @len: bytes at @buf
 * @nonce: the nonce
 */
struct chunk {
	unsigned char *buf;
	size_t len;
	unsigned char nonce[SEAL_NONCE];
};

/**
 * struct sealing - a file that is encrypted or decrypted
 * @job: the files, the algorithm and the direction
 * @ses: a session with the file's own key
 * @header: the file's header
 * @keys: the file's keys
 * @chunks: the chunks that have been read; the last one is held back
 * @room: bytes of a full chunk of the input
 * @batch: chunks in one call
 * @number: number of the next chunk
 */
struct sealing {
	struct crypt_job *job;
	struct session ses;
	struct seal_header header;
	struct seal_keys keys;
	struct chunk chunks[SLOTS];
	size_t room;
	unsigned int batch;
	__u64 number;
};

static void alloc_chunks(struct sealing *s)
{
	size_t slot = (s->job->chunk + SEAL_TAG + 4095) / 4096 * 4096;
	unsigned char *buf = buffer_alloc(SLOTS * slot);
	unsigned int i;

	for (i = 0; i < SLOTS; i++)
		s->chunks[i].buf = buf + i * slot;
	s->room = s->job->chunk + (s->job->decrypt ? SEAL_TAG : 0);
	s->batch = BATCH_BYTES / s->job->chunk;
	if (s->batch > BATCH_MAX)
		s->batch = BATCH_MAX;
}

static void make_request(struct sealing *s, struct chunk *chunk, bool last,
			 struct cryptodev_req *req)
{
	memcpy(chunk->nonce, s->keys.nonce, SEAL_PREFIX);
	seal_nonce(chunk->nonce, s->number++, last);
	*req = (struct cryptodev_req) {
		.ses = s->ses.id,
		.flags = s->job->decrypt ? CRYPTODEV_REQ_DECRYPT : 0,
		.len = chunk->len,
		.src = address(chunk->buf),
		.dst = address(chunk->buf),
		.aad = address(&s->header),
		.aad_len = sizeof(s->header),
		.tag_len = SEAL_TAG,
		.iv = address(chunk->nonce),
		.iv_len = SEAL_NONCE,
	};
}

static void __noreturn
refuse(const struct sealing *s, __u64 number, int error)
{
	if (error == EBADMSG)
		die(NOT_AUTHENTIC, "%s: chunk %llu does not verify: changed, reordered or cut off",
		    s->job->in.name, number);
	die(FAILED, "%s: chunk %llu: %s", s->job->in.name, number,
	    device_advice(error));
}

/* Ends the program if the result of a chunk is an error, which is negative. */
static int outcome(const struct sealing *s, const struct chunk *chunk,
		   const struct cryptodev_req *req)
{
	/* The end of a truncated file. */
	if (s->job->decrypt && chunk->len < SEAL_TAG)
		return -EBADMSG;
	return req->result;
}

/* Processes chunks, and writes them up to the first that fails. */
static void work(struct sealing *s, unsigned int nr, bool last)
{
	struct cryptodev_req reqs[SLOTS];
	__u64 first = s->number;
	unsigned int i;
	int error;

	for (i = 0; i < nr; i++)
		make_request(s, &s->chunks[i], last && i == nr - 1, &reqs[i]);
	error = device_submit(s->ses.fd, reqs, nr);
	if (error)
		refuse(s, first, error);
	for (i = 0; i < nr; i++) {
		error = outcome(s, &s->chunks[i], &reqs[i]);
		if (error)
			refuse(s, first + i, -error);
		output_write(&s->job->out, s->chunks[i].buf, reqs[i].out_len);
		progress_add(reqs[i].out_len);
	}
}

static void swap(struct chunk *a, struct chunk *b)
{
	struct chunk c = *a;

	*a = *b;
	*b = c;
}

/*
 * Reads one chunk more than it processes, until the input ends, and so knows the
 * last chunk. Only the first chunk may hold no text.
 */
static void work_all(struct sealing *s)
{
	unsigned int held = 0, nr;
	bool ended = false;
	size_t got;

	while (!ended) {
		for (nr = held; nr <= s->batch && !ended; nr++) {
			got = input_fill(&s->job->in, s->chunks[nr].buf,
					 s->room);
			s->chunks[nr].len = got;
			ended = got < s->room;
		}
		/* If nothing follows a full chunk, it was the last one. */
		if (ended && !s->chunks[nr - 1].len && (nr > 1 || s->number))
			nr--;
		held = !ended;
		work(s, nr - held, ended);
		if (held)
			swap(&s->chunks[0], &s->chunks[nr - held]);
	}
}

static void begin_sealing(struct sealing *s)
{
	struct crypt_job *job = s->job;
	struct secret key;

	key_read(&job->key, job->alg, job->key_len, &key);
	header_make(&s->header, job, &key, &s->keys);
	secret_free(&key);
	output_write(&job->out, &s->header, sizeof(s->header));
}

static void begin_opening(struct sealing *s)
{
	struct crypt_job *job = s->job;
	struct secret key;
	size_t got;

	got = input_fill(&job->in, &s->header, sizeof(s->header));
	if (got < sizeof(s->header))
		die(NOT_AUTHENTIC, "%s: too short to be from \"cryptoctl enc\"",
		    job->in.name);
	header_read(&s->header, job);
	key_read(&job->key, job->alg, job->key_len, &key);
	header_check(&s->header, job, &key, &s->keys);
	secret_free(&key);
}

/**
 * seal_run() - encrypt or decrypt the whole input
 * @job: the files, the algorithm and the key
 *
 * Ends the program if it fails.
 */
void seal_run(struct crypt_job *job)
{
	static struct sealing s;
	int fd = device_open();
	unsigned int i;

	s.job = job;
	job->decrypt ? begin_opening(&s) : begin_sealing(&s);
	session_make(&s.ses, fd, job->alg, s.keys.key.bytes, s.keys.key.len);
	secret_free(&s.keys.key);
	alloc_chunks(&s);
	work_all(&s);
	for (i = 0; i < SLOTS; i++)
		explicit_bzero(s.chunks[i].buf, job->chunk);
	session_end(&s.ses);
}
