// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Encrypts standard input with AES-256-GCM in a sandboxed process that never has
 * the key:
 *
 *   sealed KEYFILE <INPUT >OUTPUT
 *
 * KEYFILE holds 64 hex digits. "gcm -d KEYFILE OUTPUT PLAIN" decrypts the result.
 *
 * The first process, which may open the device, creates a session that only
 * encrypts. It seals the descriptor and sends it to the worker. The worker was
 * forked before the key was read. It encrypts under a seccomp filter that allows
 * read, write, ioctl and exit: it cannot open another descriptor. The sealed one
 * refuses to create, free or copy a session, and the session refuses to decrypt.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <crypto/cryptodev_native.h>

#include "hex.h"

#define KEY_LEN		32
#define TAG_LEN		16
#define NONCE_LEN	12
#define LONGEST		(1 << 20)

/* The descriptor and the session's id. */
struct message {
	struct iovec iov;
	union {
		struct cmsghdr align;
		char space[CMSG_SPACE(sizeof(int))];
	} control;
	struct msghdr hdr;
};

static void message_init(struct message *m, __u32 *ses)
{
	memset(m, 0, sizeof(*m));
	m->iov.iov_base = ses;
	m->iov.iov_len = sizeof(*ses);
	m->hdr.msg_iov = &m->iov;
	m->hdr.msg_iovlen = 1;
	m->hdr.msg_control = &m->control;
	m->hdr.msg_controllen = sizeof(m->control);
}

static void send_session(int sock, int fd, __u32 ses)
{
	struct cmsghdr *cmsg;
	struct message m;

	message_init(&m, &ses);
	cmsg = CMSG_FIRSTHDR(&m.hdr);
	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
	if (sendmsg(sock, &m.hdr, 0) != sizeof(ses))
		err(1, "sendmsg");
}

static int receive_session(int sock, __u32 *ses)
{
	struct cmsghdr *cmsg;
	struct message m;
	int fd;

	message_init(&m, ses);
	if (recvmsg(sock, &m.hdr, MSG_CMSG_CLOEXEC) != sizeof(*ses))
		errx(1, "worker: no session");
	cmsg = CMSG_FIRSTHDR(&m.hdr);
	if (!cmsg || cmsg->cmsg_type != SCM_RIGHTS)
		errx(1, "worker: no descriptor");
	memcpy(&fd, CMSG_DATA(cmsg), sizeof(fd));
	return fd;
}

/* The first process: creates the session, seals the file and sends both. */
static void serve(const char *key_file, int sock)
{
	struct cryptodev_seal seal = { .size = sizeof(seal) };
	struct cryptodev_create create = {
		.size = sizeof(create), .cipher = CRYPTO_AES_GCM,
		.keylen = KEY_LEN, .allowed = CRYPTODEV_ALLOW_ENCRYPT,
	};
	unsigned char key[KEY_LEN];
	int fd;

	fd = open("/dev/crypto", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err(1, "/dev/crypto");
	read_hex(key_file, key, sizeof(key));
	create.key = (uintptr_t)key;
	if (ioctl(fd, CRYPTODEV_CREATE, &create))
		err(1, "AES-GCM: CRYPTODEV_CREATE");
	explicit_bzero(key, sizeof(key));
	if (ioctl(fd, CRYPTODEV_SEAL, &seal))
		err(1, "CRYPTODEV_SEAL");
	send_session(sock, fd, create.ses);
	close(fd);
}

#if defined(__x86_64__)
#define THIS_ARCH	AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCH	AUDIT_ARCH_AARCH64
#elif defined(__arm__)
#define THIS_ARCH	AUDIT_ARCH_ARM
#elif defined(__i386__)
#define THIS_ARCH	AUDIT_ARCH_I386
#elif defined(__s390x__)
#define THIS_ARCH	AUDIT_ARCH_S390X
#elif defined(__riscv) && __riscv_xlen == 64
#define THIS_ARCH	AUDIT_ARCH_RISCV64
#else
#error "add the AUDIT_ARCH of this architecture"
#endif

#define LOAD(_field)							\
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, _field))
#define ALLOW(_nr)							\
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (_nr), 0, 1),		\
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* Any other system call kills the worker. */
static void enter_sandbox(void)
{
	struct sock_filter filter[] = {
		LOAD(arch),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCH, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		LOAD(nr),
		ALLOW(__NR_read),
		ALLOW(__NR_write),
		ALLOW(__NR_ioctl),
		ALLOW(__NR_exit_group),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
	};
	struct sock_fprog program = {
		.len = sizeof(filter) / sizeof(filter[0]), .filter = filter,
	};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
		err(1, "seccomp");
}

static void fail(const char *what)
{
	ssize_t written = write(2, what, strlen(what));

	_exit(written ? 1 : 2);
}

/* The worker could do nothing else with the descriptor if it were taken over. */
static void check_limits(int fd, struct crypt_auth_op caop)
{
	struct session_op sop = { .mac = CRYPTO_SHA2_256 };

	if (!ioctl(fd, CIOCGSESSION, &sop) || errno != EPERM)
		fail("worker: the descriptor is not sealed\n");
	if (!ioctl(fd, CIOCFSESSION, &caop.ses) || errno != EPERM)
		fail("worker: the session can be freed\n");
	caop.op = COP_DECRYPT;
	caop.len = TAG_LEN;
	if (!ioctl(fd, CIOCAUTHCRYPT, &caop) || errno != EACCES)
		fail("worker: the session decrypts\n");
}

static size_t read_input(unsigned char *to)
{
	size_t size = 0;
	ssize_t n = 1;

	while (n && size < LONGEST + 1) {
		n = read(0, to + size, LONGEST + 1 - size);
		if (n < 0)
			fail("worker: read failed\n");
		size += n;
	}
	if (size > LONGEST)
		fail("worker: more than 1 MiB of input\n");
	return size;
}

static void write_output(const unsigned char *from, size_t size)
{
	ssize_t n;

	for (; size; from += n, size -= n) {
		n = write(1, from, size);
		if (n < 0)
			fail("worker: write failed\n");
	}
}

static void work(int sock)
{
	static unsigned char text[LONGEST + TAG_LEN + NONCE_LEN];
	struct crypt_auth_op caop = {
		.src = text, .dst = text, .tag_len = TAG_LEN,
		.iv_len = NONCE_LEN,
	};
	unsigned char nonce[NONCE_LEN];
	int fd = receive_session(sock, &caop.ses);

	caop.iv = nonce;
	if (getrandom(nonce, NONCE_LEN, 0) != NONCE_LEN)
		err(1, "getrandom");
	close(sock);
	enter_sandbox();

	check_limits(fd, caop);
	caop.len = read_input(text);
	if (ioctl(fd, CIOCAUTHCRYPT, &caop))
		fail("worker: CIOCAUTHCRYPT failed\n");
	memcpy(text + caop.len, nonce, NONCE_LEN);
	write_output(text, caop.len + NONCE_LEN);
	_exit(0);
}

int main(int argc, char **argv)
{
	int sock[2], status;
	pid_t pid;

	if (argc != 2)
		errx(2, "usage: sealed KEYFILE <INPUT >OUTPUT");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sock))
		err(1, "socketpair");
	pid = fork();
	if (pid < 0)
		err(1, "fork");
	if (!pid) {
		close(sock[0]);
		work(sock[1]);
	}
	close(sock[1]);
	serve(argv[1], sock[0]);
	close(sock[0]);
	if (waitpid(pid, &status, 0) != pid)
		err(1, "waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
