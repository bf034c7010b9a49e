# SPDX-License-Identifier: GPL-2.0-only
"""CXL memory: what cxl and daxctl list, one dump, and attributes in sysfs.

Replaces the plugin of the same name in sos. Nothing is changed, and no command prompts. See
cxl-dump(1) for the content of the dump, and for reading it on another system.
"""

from sos.report.plugins import IndependentPlugin, Plugin, PluginOpt

CXL = '/sys/bus/cxl/devices'
PCI = '/sys/bus/pci/devices'
DAX = '/sys/bus/dax/devices'
CLASS_CXL_MEMORY = '0x0502'
DEADLINE_MAX = 86400  # seconds, of cxl dump
OTHERS = 40  # seconds, for the other commands if a device does not reply

# By name, because links lead to the whole of /sys, and the rest includes attributes that start an
# action when they are written, and some for which the kernel sends a command when they are read.
ATTRIBUTES = {
    f'{CXL}/mem*': ('dev', 'firmware_version', 'label_storage_size', 'numa_node', 'payload_max',
                    'pmem/qos_class', 'pmem/size', 'ram/qos_class', 'ram/size', 'serial'),
    f'{CXL}/port*': ('decoders_committed', 'devtype'),
    f'{CXL}/endpoint*': ('CDAT', 'decoders_committed', 'devtype'),
    f'{CXL}/decoder*': ('cap_*', 'devtype', 'dpa_*', 'interleave_*', 'locked', 'mode', 'qos_class',
                        'region', 'size', 'start', 'target_list', 'target_type'),
    f'{CXL}/region*': ('access*/*', 'commit', 'devtype', 'interleave_*', 'locked', 'mode',
                       'resource', 'size', 'target[0-9]*', 'uuid'),
    f'{DAX}/dax*': ('align', 'mapping*/*', 'memmap_on_memory', 'numa_node', 'resource', 'size',
                    'target_node'),
    PCI + '/*': ('doe_features/*',),
    '/sys/devices/system/memory': ('auto_online_blocks', 'block_size_bytes'),
}


class Cxl(Plugin, IndependentPlugin):
    """CXL memory devices"""

    short_desc = 'Compute Express Link (CXL) memory devices'
    plugin_name = 'cxl'
    profiles = ('hardware', 'memory', 'storage')
    services = ('cxl-monitor',)
    option_list = [
        PluginOpt('deadline', default=90, val_type=int,
                  desc='seconds after which "cxl dump" ends, whatever a device does (1 to 86400)'),
    ]

    def check_enabled(self):
        """Whether there are CXL devices, or PCI functions that should be some."""
        return bool(self.listdir_or_empty(CXL)) or any(
            self.read_line(f'{PCI}/{function}/class').startswith(CLASS_CXL_MEMORY)
            for function in self.listdir_or_empty(PCI))

    def listdir_or_empty(self, path):
        """Names in a directory, which may be missing."""
        return self.listdir(path) if self.path_isdir(path) else []

    def read_line(self, path):
        """The first line of a file, or an empty string."""
        try:
            with open(self.path_join(path), encoding='ascii', errors='replace') as file:
                return file.readline()
        except OSError:
            return ''

    def deadline(self):
        """Of the dump: what it accepts, and before sos ends the plugin with all it has."""
        wanted = int(self.get_option('deadline'))
        limit = min(self.timeout - OTHERS, DEADLINE_MAX) if self.timeout > 0 else DEADLINE_MAX
        deadline = max(min(wanted, limit), 1)
        if deadline != wanted:
            self._log_warn(f'deadline {wanted} is out of range, using {deadline}; '
                           'see also the option timeout')
        return deadline

    def setup(self):
        # Without standard error, which sos would put into the JSON. Each is in the dump, too, with
        # its warnings.
        self.add_cmd_output([
            'cxl version',
            'cxl list',
            'cxl list -vvv',
            'daxctl version',
            'daxctl list',
            'daxctl list -iDRM',
        ], stderr=False, timeout=30)

        # An archive that is cut is of no use: it has limits of its own, and goes to the file.
        deadline = self.deadline()
        self.add_cmd_output(f'cxl dump -o - --deadline {deadline}',
                            suggest_filename='cxl-dump.tar.zst', binary=True, stderr=False,
                            to_file=True, sizelimit=0, timeout=deadline + 10)

        self.add_copy_spec([f'{path}/{name}' for path, names in ATTRIBUTES.items()
                            for name in names])
        self.add_copy_spec(['/etc/cxl', '/etc/daxctl.conf.d',
                            '/usr/lib/daxctl.conf.d'])
