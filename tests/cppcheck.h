/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Macros of the kernel that cppcheck has to know, because it does not read the
 * kernel's headers. tests/lint includes this file in each source. A loop's entries
 * come from a function that cppcheck does not see, so they can be anything.
 */
#define KERNEL_VERSION(major, minor, patch) \
	(((major) << 16) + ((minor) << 8) + (patch))
#define LINUX_VERSION_CODE KERNEL_VERSION(6, 12, 0)
#define IS_ENABLED(option) 1
#define __aligned(bytes)
#define TRACE_EVENT(...)
#define list_for_each_entry_safe(entry, next, head, member) \
	for (entry = any_of(head), next = any_of(entry); entry; entry = next)
#define xa_for_each(array, index, entry) \
	for (entry = any_of(array, &(index)); entry; entry = any_of(array, &(index)))
