// SPDX-License-Identifier: GPL-2.0
/*
 * Process 1 of User Mode Linux. tests/uml/run starts the kernel with the host's
 * root as its own, read-only. This program mounts a tmpfs over it that takes every
 * change, makes the result its root, loads modules, runs the command, and ends the
 * machine. A script would take most of the machine's time, because starting a
 * process is slow there.
 *
 * The environment variable uml_job, from the kernel's command line, names a
 * directory of the host that run has made. It contains these files, each a list
 * of words that end with a NUL:
 *
 *   command    the command and its arguments
 *   directory  the directory to run it in
 *   modules    the directory to mount at /usr/lib/modules
 *   insmod     modules to load
 *   workdirs   directories of the host that the command may write to
 *
 * This program writes the command's exit status to the file status there.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define JOB		"/run/job"
#define MODULES		"/usr/lib/modules"
#define KMEMLEAK	"/sys/kernel/debug/kmemleak"

static const struct {
	const char *type;
	const char *where;
	const char *options;
} mounts[] = {
	{ "proc", "/proc", NULL },
	{ "sysfs", "/sys", NULL },
	{ "devpts", "/dev/pts", "mode=620,ptmxmode=666" },
	{ "tmpfs", "/dev/shm", "mode=1777" },
	{ "debugfs", "/sys/kernel/debug", NULL },
	{ "tracefs", "/sys/kernel/tracing", NULL },
	{ "tmpfs", "/run", "mode=755" },
};

static const char * const links[][2] = {
	{ "/proc/self/fd", "/dev/fd" },
	{ "/proc/self/fd/0", "/dev/stdin" },
	{ "/proc/self/fd/1", "/dev/stdout" },
	{ "/proc/self/fd/2", "/dev/stderr" },
};

/* If there is no status, run prints the end of the kernel log. */
static void say(const char *format, ...)
{
	char text[512];
	va_list args;
	int fd;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	fd = open("/dev/kmsg", O_WRONLY);
	if (fd >= 0) {
		dprintf(fd, "init: %s", text);
		close(fd);
	}
}

static void __attribute__((noreturn)) end(void)
{
	sync();
	reboot(RB_POWER_OFF);
	exit(1);
}

static void must(bool done, const char *what, const char *object)
{
	if (done)
		return;
	say("cannot %s %s: %s", what, object, strerror(errno));
	end();
}

static void must_mount(const char *type, const char *source, const char *where,
		       const char *options)
{
	must(!mount(source, where, type, 0, options), "mount", where);
}

static void write_text(const char *file, const char *text)
{
	int fd = open(file, O_WRONLY | O_CREAT, 0644);

	must(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text),
	     "write", file);
	close(fd);
}

/* Makes the host's root, with a tmpfs over it, the root of this process. */
static void enter_root(void)
{
	must_mount("tmpfs", "top", "/mnt", NULL);
	mkdir("/mnt/changes", 0755);
	mkdir("/mnt/work", 0755);
	mkdir("/mnt/root", 0755);
	must_mount("overlay", "root", "/mnt/root",
		   "lowerdir=/,upperdir=/mnt/changes,workdir=/mnt/work");
	must_mount("devtmpfs", "dev", "/mnt/root/dev", NULL);
	must(!chdir("/mnt/root") && !mount(".", "/", NULL, MS_MOVE, NULL) &&
	     !chroot(".") && !chdir("/"), "enter", "the root");
}

static void set_up(void)
{
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	size_t i;
	int fd;

	umask(0);
	mkdir("/dev/pts", 0755);
	mkdir("/dev/shm", 01777);
	umask(022);
	for (i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++)
		must_mount(mounts[i].type, mounts[i].type, mounts[i].where,
			   mounts[i].options);
	for (i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		must(!symlink(links[i][0], links[i][1]), "make", links[i][1]);
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	must(fd >= 0 && !ioctl(fd, SIOCSIFFLAGS, &lo), "start", "lo");
	close(fd);
}

/*
 * A busy host may let the machine wait for half a minute, which is no stall and no
 * lockup of the kernel. Not every kernel has each of these limits.
 */
static void be_patient(void)
{
	static const char * const limits[] = {
		"/sys/module/rcupdate/parameters/rcu_cpu_stall_timeout",
		"/sys/module/workqueue/parameters/watchdog_thresh",
	};
	size_t i;

	for (i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		if (!access(limits[i], F_OK))
			write_text(limits[i], "60\n");
}

/* Returns the words of a file of the job, and NULL after them. */
static char **words(const char *file)
{
	size_t size = 1 << 20, len, nr = 0;
	char *text = malloc(size), *word;
	char **list = malloc(size);
	FILE *f;

	f = fopen(file, "r");
	must(text && list && f, "open", file);
	len = fread(text, 1, size, f);
	fclose(f);
	must(len < size, "hold", file);
	for (word = text; word < text + len; word += strlen(word) + 1)
		list[nr++] = word;
	list[nr] = NULL;
	return list;
}

static void load_modules(void)
{
	char **module;
	int fd;

	for (module = words(JOB "/insmod"); *module; module++) {
		fd = open(*module, O_RDONLY | O_CLOEXEC);
		must(fd >= 0 && !syscall(SYS_finit_module, fd, "", 0),
		     "load", *module);
		close(fd);
	}
}

/* Opens the serial line to run's output, in raw mode. */
static int open_output(void)
{
	int fd = open("/dev/ttyS0", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct termios mode;

	must(fd >= 0 && !tcgetattr(fd, &mode), "open", "/dev/ttyS0");
	cfmakeraw(&mode);
	must(!tcsetattr(fd, TCSANOW, &mode), "set", "/dev/ttyS0");
	return fd;
}

static pid_t start_command(int output)
{
	char **directory = words(JOB "/directory");
	char **command = words(JOB "/command");
	sigset_t none;
	pid_t pid;

	pid = fork();
	must(pid >= 0, "start", command[0]);
	if (pid)
		return pid;
	setsid();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGCHLD, SIG_DFL);
	dup2(open("/dev/null", O_RDONLY), 0);
	dup2(output, 1);
	dup2(output, 2);
	closefrom(3);
	clearenv();
	setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	       1);
	setenv("HOME", "/root", 1);
	setenv("TERM", "dumb", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	if (!chdir(directory[0]))
		execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

static void nothing(int sig)
{
	(void)sig;
}

/* Copies output from @in to @out; returns whether more may follow. */
static bool pass_on(int in, int out)
{
	char text[4096];
	ssize_t len, done, n;

	len = read(in, text, sizeof(text));
	if (len < 0)
		return errno == EINTR || errno == EAGAIN;
	for (done = 0; done < len; done += n) {
		n = write(out, text + done, len - done);
		if (n < 0 && errno != EINTR)
			return false;
		if (n < 0)
			n = 0;
	}
	return len;
}

/* Runs the command and returns its exit status, in a shell's terms. */
static int run_command(void)
{
	struct sigaction action = { .sa_handler = nothing };
	int output = open_output(), status = 0, pipes[2];
	sigset_t child, none;
	pid_t pid, ended;

	/* SIGCHLD arrives only while ppoll() waits. */
	sigemptyset(&none);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
	sigaction(SIGCHLD, &action, NULL);
	must(!pipe2(pipes, O_CLOEXEC), "make", "a pipe");
	pid = start_command(pipes[1]);
	close(pipes[1]);
	for (;;) {
		struct pollfd input = { .fd = pipes[0], .events = POLLIN };
		int state;

		while ((ended = waitpid(-1, &state, WNOHANG)) > 0 && ended != pid)
			;
		if (ended == pid) {
			status = WIFEXITED(state) ? WEXITSTATUS(state) :
				 128 + WTERMSIG(state);
			break;
		}
		if (ppoll(&input, pipes[0] >= 0, NULL, &none) > 0 &&
		    !pass_on(pipes[0], output)) {
			close(pipes[0]);
			pipes[0] = -1;
		}
	}
	/* Processes that the command has left must not keep the pipe open. */
	kill(-1, SIGKILL);
	while (pipes[0] >= 0 && pass_on(pipes[0], output))
		;
	while (waitpid(-1, NULL, 0) > 0)
		;
	tcdrain(output);
	return status;
}

/*
 * Reports leaks in the kernel's log if the kernel has kmemleak. kmemleak suspects
 * an object if it is five seconds old, no pointer to it exists, and it has not
 * changed between two scans.
 */
static void report_leaks(void)
{
	char line[512];
	FILE *f;

	if (access(KMEMLEAK, F_OK))
		return;
	write_text(KMEMLEAK, "scan");
	usleep(5500000);
	write_text(KMEMLEAK, "scan");
	write_text("/proc/sys/kernel/printk_devkmsg", "on\n");
	say("kmemleak: scanned");
	f = fopen(KMEMLEAK, "r");
	while (f && fgets(line, sizeof(line), f))
		say("kmemleak: %s", line);
}

int main(void)
{
	const char *job = getenv("uml_job");
	char text[16], **dir;

	must(job && getpid() == 1, "run without", "tests/uml/run");
	enter_root();
	set_up();
	be_patient();
	mkdir(JOB, 0755);
	must_mount("hostfs", "job", JOB, job);
	mkdir(MODULES, 0755);
	must(!mount(words(JOB "/modules")[0], MODULES, NULL, MS_BIND, NULL),
	     "mount", MODULES);
	for (dir = words(JOB "/workdirs"); *dir; dir++)
		must_mount("hostfs", "work", *dir, *dir);
	load_modules();
	/*
	 * The kernel's algorithms are built in. For each one that it lacks, it would
	 * start modprobe, which is slow.
	 */
	write_text("/proc/sys/kernel/modprobe", "\n");
	snprintf(text, sizeof(text), "%d\n", run_command());
	report_leaks();
	write_text(JOB "/status", text);
	end();
}
