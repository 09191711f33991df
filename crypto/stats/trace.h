/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Trace events of sessions, requests and key operations. They contain numbers,
 * lengths and names of algorithms and drivers, but no keys, IVs, text, digests
 * or addresses. Their layout is that of the kernel's own events, which
 * checkpatch does not accept.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM cryptodev

#if !defined(CRYPTODEV_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define CRYPTODEV_TRACE_H

#include <linux/tracepoint.h>

#include "compat/kernel.h"
#include "crypto/modexp/modexp.h"
#include "crypto/request/request.h"
#include "crypto/route/route.h"

#ifndef CRYPTODEV_TRACE_HELPERS
#define CRYPTODEV_TRACE_HELPERS
static inline const char *
cryptodev_trace_alg(const struct cryptodev_alg *alg)
{
	return alg ? alg->name : "none";
}

static inline const char *
cryptodev_trace_cipher(const struct cryptodev_session *ses)
{
	return ses->pubkey ? crypto_tfm_alg_name(ses->cipher_tfm) :
			   cryptodev_trace_alg(ses->cipher_alg);
}

/* The name of the cipher, AEAD or public-key algorithm, else of the hash. */
static inline const char *
cryptodev_trace_algorithm(const struct cryptodev_session *ses)
{
	return ses->pubkey || ses->cipher_alg ? cryptodev_trace_cipher(ses) :
					      cryptodev_trace_alg(ses->hash_alg);
}

/* Other requests may have an @aad_len that an earlier request left. */
static inline u32 cryptodev_trace_aad_len(const struct cryptodev_request *req)
{
	u32 records = CRYPTODEV_OP_TLS | CRYPTODEV_OP_SRTP;

	return req->ses->aead || req->ses->random || req->op.flags & records ?
		req->op.aad_len : 0;
}
#endif

#define cryptodev_trace_reason(why)					\
	__print_symbolic(why,						\
			 { CRYPTODEV_OFFLOADED, "none" },		\
			 { CRYPTODEV_KEPT_SHORT, "short" },		\
			 { CRYPTODEV_KEPT_BUSY, "busy" },		\
			 { CRYPTODEV_KEPT_PASSED, "passed_over" },	\
			 { CRYPTODEV_FAILED_OVER, "failed" })

#define cryptodev_trace_flags(flags)					\
	__print_flags(flags, "|",					\
		      { CRYPTODEV_OP_DECRYPT, "DECRYPT" },		\
		      { CRYPTODEV_OP_UPDATE, "UPDATE" },		\
		      { CRYPTODEV_OP_FINAL, "FINAL" },			\
		      { CRYPTODEV_OP_RESET, "RESET" },			\
		      { CRYPTODEV_OP_WRITE_IV, "WRITE_IV" },		\
		      { CRYPTODEV_OP_COPY, "NO_ZC" },			\
		      { CRYPTODEV_OP_VERIFY, "VERIFY" },		\
		      { CRYPTODEV_OP_TLS, "TLS" },			\
		      { CRYPTODEV_OP_SRTP, "SRTP" },			\
		      { CRYPTODEV_OP_WORKER, "WORKER" },		\
		      { CRYPTODEV_OP_PUBLIC, "PUBLIC" })

TRACE_EVENT(cryptodev_session_create,
	TP_PROTO(const struct cryptodev_session *ses),
	TP_ARGS(ses),
	TP_STRUCT__entry(
		__field(u64, session)
		__string(cipher, cryptodev_trace_cipher(ses))
		__string(hash, cryptodev_trace_alg(ses->hash_alg))
		__string(driver, cryptodev_driver_name(ses->driver[0]))
		__string(hash_driver,
			 cryptodev_driver_name(ses->driver[1]))
	),
	TP_fast_assign(
		__entry->session = ses->trace_id;
		cryptodev_assign_str(cipher, cryptodev_trace_cipher(ses));
		cryptodev_assign_str(hash,
				     cryptodev_trace_alg(ses->hash_alg));
		cryptodev_assign_str(driver,
				     cryptodev_driver_name(ses->driver[0]));
		cryptodev_assign_str(hash_driver,
				     cryptodev_driver_name(ses->driver[1]));
	),
	TP_printk("session=%llu cipher=%s hash=%s driver=%s hash_driver=%s",
		  __entry->session, __get_str(cipher), __get_str(hash),
		  __get_str(driver), __get_str(hash_driver))
);

TRACE_EVENT(cryptodev_session_free,
	TP_PROTO(const struct cryptodev_session *ses),
	TP_ARGS(ses),
	TP_STRUCT__entry(
		__field(u64, session)
	),
	TP_fast_assign(
		__entry->session = ses->trace_id;
	),
	TP_printk("session=%llu", __entry->session)
);

TRACE_EVENT(cryptodev_request_submit,
	TP_PROTO(const struct cryptodev_request *req),
	TP_ARGS(req),
	TP_STRUCT__entry(
		__field(u64, request)
		__field(u64, session)
		__field(u32, len)
		__field(u32, aad_len)
		__field(u32, flags)
		__string(algorithm, cryptodev_trace_algorithm(req->ses))
		__string(driver, cryptodev_driver_name(req->ses->driver[0]))
	),
	TP_fast_assign(
		__entry->request = req->trace.id;
		__entry->session = req->ses->trace_id;
		__entry->len = req->op.len;
		__entry->aad_len = cryptodev_trace_aad_len(req);
		__entry->flags = req->op.flags;
		cryptodev_assign_str(algorithm,
				     cryptodev_trace_algorithm(req->ses));
		cryptodev_assign_str(driver,
				     cryptodev_driver_name(req->ses->driver[0]));
	),
	TP_printk("request=%llu session=%llu len=%u aad_len=%u flags=%s algorithm=%s driver=%s",
		  __entry->request, __entry->session, __entry->len,
		  __entry->aad_len, cryptodev_trace_flags(__entry->flags),
		  __get_str(algorithm), __get_str(driver))
);

TRACE_EVENT(cryptodev_request_complete,
	TP_PROTO(const struct cryptodev_request *req, int result, u64 latency),
	TP_ARGS(req, result, latency),
	TP_STRUCT__entry(
		__field(u64, request)
		__field(u64, session)
		__field(u64, latency_ns)
		__field(u32, len)
		__field(int, result)
		__string(algorithm, cryptodev_trace_algorithm(req->ses))
		__string(driver, cryptodev_driver_name(req->ses->driver[0]))
	),
	TP_fast_assign(
		__entry->request = req->trace.id;
		__entry->session = req->ses->trace_id;
		__entry->latency_ns = latency;
		__entry->len = req->trace.len;
		__entry->result = result;
		cryptodev_assign_str(algorithm,
				     cryptodev_trace_algorithm(req->ses));
		cryptodev_assign_str(driver,
				     cryptodev_driver_name(req->ses->driver[0]));
	),
	TP_printk("request=%llu session=%llu len=%u result=%d latency_ns=%llu algorithm=%s driver=%s",
		  __entry->request, __entry->session, __entry->len,
		  __entry->result, __entry->latency_ns,
		  __get_str(algorithm), __get_str(driver))
);

TRACE_EVENT(cryptodev_request_route,
	TP_PROTO(const struct cryptodev_request *req,
		 enum cryptodev_route_reason why, int err),
	TP_ARGS(req, why, err),
	TP_STRUCT__entry(
		__field(u64, request)
		__field(u64, session)
		__field(u32, len)
		__field(u32, why)
		__field(int, err)
		__string(driver,
			 cryptodev_driver_name(req->ses->route->driver[0]))
	),
	TP_fast_assign(
		__entry->request = req->trace.id;
		__entry->session = req->ses->trace_id;
		__entry->len = req->op.len;
		__entry->why = why;
		__entry->err = err;
		cryptodev_assign_str(driver,
			cryptodev_driver_name(req->ses->route->driver[0]));
	),
	TP_printk("request=%llu session=%llu len=%u reason=%s error=%d driver=%s",
		  __entry->request, __entry->session, __entry->len,
		  cryptodev_trace_reason(__entry->why),
		  __entry->err, __get_str(driver))
);

TRACE_EVENT(cryptodev_key,
	TP_PROTO(const struct cryptodev_modexp_op *op, u32 len, int result,
		 u64 latency),
	TP_ARGS(op, len, result, latency),
	TP_STRUCT__entry(
		__field(u64, latency_ns)
		__field(u32, operation)
		__field(u32, len)
		__field(u32, why)
		__field(int, result)
		__field(int, err)
		__string(driver, cryptodev_driver_name(op->driver))
	),
	TP_fast_assign(
		__entry->latency_ns = latency;
		__entry->operation = op->kind;
		__entry->len = len;
		__entry->why = op->why;
		__entry->result = result;
		__entry->err = op->failure;
		cryptodev_assign_str(driver,
				     cryptodev_driver_name(op->driver));
	),
	TP_printk("operation=%s len=%u result=%d latency_ns=%llu driver=%s reason=%s error=%d",
		  __print_symbolic(__entry->operation,
				   { CRYPTODEV_MODEXP_PLAIN, "MOD_EXP" },
				   { CRYPTODEV_MODEXP_CRT, "MOD_EXP_CRT" },
				   { CRYPTODEV_MODEXP_DH, "DH_COMPUTE_KEY" },
				   { CRYPTODEV_MODEXP_DSA_SIGN, "DSA_SIGN" },
				   { CRYPTODEV_MODEXP_DSA_VERIFY, "DSA_VERIFY" },
				   { CRYPTODEV_MODEXP_ADD, "MOD_ADD" },
				   { CRYPTODEV_MODEXP_SUB, "MOD_SUB" },
				   { CRYPTODEV_MODEXP_MULT, "MOD_MULT" },
				   { CRYPTODEV_MODEXP_ADDINV, "MOD_ADDINV" },
				   { CRYPTODEV_MODEXP_MULTINV, "MOD_MULTINV" },
				   { CRYPTODEV_MODEXP_MOD, "MOD" }),
		  __entry->len, __entry->result, __entry->latency_ns,
		  __get_str(driver), cryptodev_trace_reason(__entry->why),
		  __entry->err)
);

#endif /* CRYPTODEV_TRACE_H */

/*
 * The path is relative to the top directory, an include path of the compiler.
 */
#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH crypto/stats
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
