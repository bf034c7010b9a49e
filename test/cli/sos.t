# SPDX-License-Identifier: GPL-2.0-only
The plugin for sos report, without sos: which dump it runs. test/vm/scripts/sos.sh runs it in sos.

  $ mkdir -p sos/report; touch sos/__init__.py sos/report/__init__.py; cat >sos/report/plugins.py <<END
  > class IndependentPlugin:
  >     pass
  > class PluginOpt:
  >     def __init__(self, name, default, val_type, desc):
  >         self.name, self.default = name, default
  > class Plugin:
  >     options, timeout = {}, 300
  >     def get_option(self, name):
  >         return self.options.get(name, next(o.default for o in self.option_list if o.name == name))
  >     def add_cmd_output(self, command, timeout, **options):
  >         if 'dump' in command:
  >             print(command, timeout)
  >     def add_copy_spec(self, spec):
  >         pass
  >     def _log_warn(self, text):
  >         print(text)
  > END
  $ cat >run.py <<END
  > import sys
  > sys.path[:0] = [".", sys.argv[1]]
  > sys.dont_write_bytecode = True
  > from cxl import Cxl
  > for args in sys.argv[2:]:
  >     timeout, *deadline = args.split(',')
  >     plugin = Cxl()
  >     plugin.timeout = int(timeout)
  >     plugin.options = {'deadline': int(d) for d in deadline}
  >     plugin.setup()
  > END
  $ run() { python3 run.py $TESTS/../contrib/sos "$@" </dev/null; }

The deadline is one that the dump accepts, and ends before sos ends the plugin (0: it does not).

  $ run 300 300,260 300,1 0,86400
  cxl dump -o - --deadline 90 100
  cxl dump -o - --deadline 260 270
  cxl dump -o - --deadline 1 11
  cxl dump -o - --deadline 86400 86410
  $ run 0,86401 300,261 300,0 300,-1 60 10
  deadline 86401 is out of range, using 86400; see also the option timeout
  cxl dump -o - --deadline 86400 86410
  deadline 261 is out of range, using 260; see also the option timeout
  cxl dump -o - --deadline 260 270
  deadline 0 is out of range, using 1; see also the option timeout
  cxl dump -o - --deadline 1 11
  deadline -1 is out of range, using 1; see also the option timeout
  cxl dump -o - --deadline 1 11
  deadline 90 is out of range, using 20; see also the option timeout
  cxl dump -o - --deadline 20 30
  deadline 90 is out of range, using 1; see also the option timeout
  cxl dump -o - --deadline 1 11
