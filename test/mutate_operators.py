# SPDX-License-Identifier: GPL-2.0-only
"""The small bugs that test/mutate plants: a tokenizer for C in kernel style, and the operators."""
import re

TOKEN = re.compile(r'''
    (?P<skip> \s+ | /\*.*?\*/ | //[^\n]* | ^[ \t]*\#(?:\\\n|[^\n])* )
  | (?P<str> "(?:\\.|[^"\\\n])*" )
  | (?P<chr> '(?:\\.|[^'\\\n])*' )
  | (?P<num> \d\w* )
  | (?P<id> [A-Za-z_]\w* )
  | (?P<op> -> | \+\+ | -- | <<= | >>= | << | >> | <= | >= | == | != | && | \|\| | [-+*/%&|^]= |
      \.\.\. | . )
''', re.X | re.S | re.M)
OPEN, CLOSE = '([{', ')]}'
KEYWORDS = frozenset('''if else for while do switch case default return break continue goto sizeof
    static const struct enum union extern inline void auto'''.split())
CONTROL = frozenset('if for while switch'.split())
SWAPS = {'&&': '||', '||': '&&', '==': '!=', '!=': '==', '<<': '>>', '>>': '<<', '+=': '-=',
         '-=': '+=', '|=': '&=', '&=': '|=', '++': '--', '--': '++', '+': '-', '-': '+',
         '&': '|', '|': '&', '*': '/', '/': '*', '%': '*'}
OFF_BY_ONE = {'<': '<=', '<=': '<', '>': '>=', '>=': '>'}
FLIPPED = {'true': 'false', 'false': 'true'}
# Another error number, or another type of the same size, changes only a message.
NO_CONSTANT = re.compile(r'^(E[A-Z0-9]+|U?INT\d+_\w+|NULL|PATH_MAX)$')


class Token:
    __slots__ = ('kind', 'text', 'start', 'end', 'match', 'depth')

    def __init__(self, kind, text, start):
        self.kind, self.text, self.start, self.end = kind, text, start, start + len(text)
        self.match = None   # index of the other bracket
        self.depth = 0


class Mutant:
    """One change of one file. @edits: (start, end, new text), in order."""

    def __init__(self, path, source, where, operator, edits):
        self.path, self.operator = path, operator
        self.function, in_code = where
        self.edits = sorted(edits)
        self.in_code = in_code   # in a function, not in a table
        start = self.edits[0][0]
        self.line = source.count('\n', 0, start) + 1
        self.text = self.apply(source)
        self.old = ' '.join(source.split('\n')[self.line - 1].split())
        new = self.text.split('\n')[self.line - 1:]
        last = source.count('\n', 0, self.edits[-1][1]) + 1
        self.last = last
        self.new = ' '.join(' '.join(new[:last - self.line + 1]).split())
        if last > self.line:
            lines = source.split('\n')[self.line - 1:last]
            self.old = ' '.join(' '.join(lines).split())

    def apply(self, source):
        parts, at = [], 0
        for start, end, text in self.edits:
            # Later lines keep their numbers.
            parts += [source[at:start], text + '\n' * (source.count('\n', start, end) - text.count('\n'))]
            at = end
        return ''.join(parts) + source[at:]

    def key(self):
        return self.path, self.function, self.operator, self.old, self.new


def tokenize(source):
    tokens, stack, at = [], [], 0
    while at < len(source):
        m = TOKEN.match(source, at)
        at = m.end()
        if m.lastgroup == 'skip':
            continue
        t = Token(m.lastgroup, m.group(), m.start())
        if t.text in OPEN and t.kind == 'op':
            t.depth = len(stack)
            stack.append(len(tokens))
        elif t.text in CLOSE and t.kind == 'op' and stack:
            t.match = stack.pop()
            tokens[t.match].match = len(tokens)
            t.depth = len(stack)
        else:
            t.depth = len(stack)
        tokens.append(t)
    return tokens


class File:
    """Finds the mutants of one C file."""

    def __init__(self, path, source):
        self.path, self.source = path, source
        self.t = tokenize(source)
        self.found = []
        self.function, self.kind, self.in_code = '', '', False
        self.seen = set()
        self.fields = {}     # base of a member access: names of its members in this file
        self.constants = {}  # prefix: names in capitals with this prefix in this file

    def add(self, operator, *edits):
        edits = [(s, e, new) for s, e, new in edits if self.source[s:e] != new]
        key = tuple(sorted(edits))
        if edits and key not in self.seen:
            self.seen.add(key)
            where = self.function, self.in_code
            self.found.append(Mutant(self.path, self.source, where, operator, edits))

    def span(self, first, last):
        """Text of the tokens first to last, both included."""
        return self.source[self.t[first].start:self.t[last].end]

    def spaced(self, i):
        """Binary operators have blanks on both sides; unary ones and pointers do not."""
        t = self.t[i]
        return self.source[t.start - 1].isspace() and self.source[t.end:t.end + 1].isspace()

    # Operators on expressions, in functions and tables.
    def expression_token(self, i):
        t = self.t[i]
        prev = self.t[i - 1]
        if t.kind == 'op':
            if t.text in OFF_BY_ONE and self.spaced(i):
                self.add('off-by-one', (t.start, t.end, OFF_BY_ONE[t.text]))
            elif t.text in ('++', '--') or (t.text in SWAPS and self.spaced(i)):
                self.add('swap-operator', (t.start, t.end, SWAPS[t.text]))
            elif t.text in '!~' and self.t[i + 1].text != '=':
                self.add('drop-operator', (t.start, t.end, ''))
            if t.text in ('&&', '||', '|') and self.spaced(i):
                self.drop_operands(i)
            if t.text == '?':
                self.swap_branches(i)
        elif t.kind == 'num':
            self.number(t)
        elif t.kind == 'id' and t.text in FLIPPED:
            self.add('constant', (t.start, t.end, FLIPPED[t.text]))
        elif t.kind == 'id' and re.fullmatch(r'[A-Z][A-Z0-9_]+', t.text) and \
                self.t[i + 1].text != '(':
            self.other_constant(t)
        elif t.kind == 'id' and prev.text in ('->', '.') and self.t[i - 2].kind == 'id' and \
                self.t[i + 1].text != '(':
            self.other_field(i)
        elif t.kind == 'str' and re.fullmatch(r'"[A-Za-z0-9_./=-]+"', t.text):
            new = '"x' + t.text[2:] if t.text[1] != 'x' else '"y' + t.text[2:]
            self.add('constant', (t.start, t.end, new))
        elif t.kind == 'chr' and re.fullmatch(r"'[ -~]'", t.text):
            self.add('constant', (t.start, t.end, "'#'" if t.text != "'#'" else "'+'"))

    def number(self, t):
        m = re.fullmatch(r'(0x[0-9a-fA-F]+|\d+)([uUlL]*)', t.text)
        if not m:
            return
        v = int(m.group(1), 0 if m.group(1).startswith('0x') else 10)
        form = '0x%x%s' if m.group(1).startswith('0x') else '%d%s'
        self.add('constant', (t.start, t.end, form % (v + 1, m.group(2))))
        if v > 0:
            self.add('constant', (t.start, t.end, form % (v - 1, m.group(2))))

    def other_constant(self, t):
        if NO_CONSTANT.match(t.text):
            return
        names = sorted(self.constants.get(t.text.split('_')[0], ()))
        if len(names) > 1:
            new = names[(names.index(t.text) + 1) % len(names)]
            self.add('constant', (t.start, t.end, new))

    def other_field(self, i):
        t = self.t[i]
        names = sorted(self.fields.get(self.t[i - 2].text + self.t[i - 1].text, ()))
        if len(names) > 1 and t.text in names:
            new = names[(names.index(t.text) + 1) % len(names)]
            self.add('swap-field', (t.start, t.end, new))

    def operand_end(self, i, stop):
        """Index of the last token of the operand that starts at i."""
        while self.t[i].text not in stop and self.t[i].text not in CLOSE:
            i = self.t[i].match if self.t[i].text in OPEN and self.t[i].match else i
            i += 1
        return i - 1

    def operand_start(self, i, stop):
        while self.t[i].text not in stop and self.t[i].text not in OPEN:
            i = self.t[i].match if self.t[i].text in CLOSE and self.t[i].match else i
            i -= 1
        return i + 1

    def drop_operands(self, i):
        stop = ('&&', '||', ',', ';', '?', ':', '=', 'return', '{', '}')
        if self.t[i].text == '|':
            stop += ('|', '|=')
        first, last = self.operand_start(i - 1, stop), self.operand_end(i + 1, stop)
        self.add('drop-operand', (self.t[first].start, self.t[i + 1].start, ''))
        self.add('drop-operand', (self.t[i - 1].end, self.t[last].end, ''))

    def swap_branches(self, i):
        depth, colon = 0, i + 1
        while depth or self.t[colon].text != ':':
            depth += {'?': 1, ':': -1}.get(self.t[colon].text, 0)
            if self.t[colon].text in CLOSE + ';':
                return
            colon = self.t[colon].match if self.t[colon].text in OPEN else colon
            colon += 1
        last = self.operand_end(colon + 1, (',', ';'))
        if colon == i + 1:
            return
        yes, no = self.span(i + 1, colon - 1), self.span(colon + 1, last)
        self.add('swap-branches', (self.t[i + 1].start, self.t[last].end, f'({no}) : ({yes})'))

    def elements(self, i):
        """The spans of the elements in the brackets that open at i."""
        out, first, j = [], i + 1, i + 1
        end = self.t[i].match
        while j <= end:
            if j == end or self.t[j].text == ',':
                if j > first:
                    out.append((first, j - 1))
                first = j + 1
            elif self.t[j].text in OPEN and self.t[j].match:
                j = self.t[j].match
            j += 1
        return out

    def swap_elements(self, i, operator):
        spans = self.elements(i)
        for (a, b), (c, d) in zip(spans, spans[1:]):
            left, right = self.t[a].text == '.', self.t[c].text == '.'
            if left and right and self.t[a + 2].text == '=' and self.t[c + 2].text == '=':
                a, c = a + 3, c + 3
                name = 'swap-field'
            elif left or right:
                continue
            else:
                name = operator
            one, two = self.span(a, b), self.span(c, d)
            if one != two and a <= b and c <= d:
                self.add(name, (self.t[a].start, self.t[b].end, two),
                         (self.t[c].start, self.t[d].end, one))

    def expressions(self, first, last):
        for i in range(first, last + 1):
            self.expression_token(i)
            t = self.t[i]
            if t.match is None or t.text not in '({':
                continue
            prev = self.t[i - 1]
            if t.text == '(' and prev.kind == 'id' and prev.text not in KEYWORDS:
                self.swap_elements(i, 'swap-arguments')
            elif t.text == '{' and prev.text in ('=', ',', '{', ')') and \
                    not self.has_statements(i):
                self.swap_elements(i, 'swap-elements')

    def has_statements(self, i):
        return any(self.t[j].text == ';' for j in range(i, self.t[i].match))

    # Statements.
    def conditions(self, i):
        t = self.t[i]
        if t.text not in ('if', 'while') or self.t[i + 1].match is None:
            return
        a, b = self.t[i + 1], self.t[self.t[i + 1].match]
        inner = self.source[a.end:b.start]
        self.add('negate-condition', (a.end, b.start, f'!({inner})'))
        self.add('drop-condition', (a.end, b.start, f'({inner}) && 0'))
        if t.text == 'if':
            self.add('drop-condition', (a.end, b.start, f'({inner}) || 1'))

    def statement(self, i, end):
        """A statement that starts at token i."""
        t = self.t[i]
        if t.text in ('break', 'continue'):
            self.add('drop-statement', (t.start, t.end, ''))
        if t.text == 'return':
            self.returns(i)
        if t.kind != 'id' and t.text not in ('*', '++', '--'):
            return
        if t.text in KEYWORDS or self.t[i + 1].text == ':':
            return
        if t.kind == 'id' and (self.t[i + 1].kind == 'id' or
                               (self.t[i + 1].text == '*' and not self.spaced(i + 1)) or
                               (self.t[i + 1].text == '*' and self.t[i + 2].text == '*')):
            return  # a declaration
        last = i
        while last < end and self.t[last].text != ';':
            last = self.t[last].match if self.t[last].text in OPEN and self.t[last].match else last
            last += 1
        if last >= end:
            return
        top = [self.t[j].text for j in range(i, last) if self.t[j].depth == t.depth]
        name = 'drop-statement' if '=' in top else 'drop-call'
        self.add(name, (t.start, self.t[last - 1].end, ''))
        if '=' in top:
            self.swap_assignments(i, last, end)

    def swap_assignments(self, i, last, end):
        """x->a = v; x->b = w; with the values exchanged."""
        j = last + 1
        while j < end and self.t[j].text != ';':
            j = self.t[j].match if self.t[j].text in OPEN and self.t[j].match else j
            j += 1
        if j >= end:
            return
        one = [k for k in range(i, last) if self.t[k].text == '=']
        two = [k for k in range(last + 1, j) if self.t[k].text == '=']
        if len(one) != 1 or len(two) != 1 or self.t[last + 1].text in KEYWORDS:
            return
        if self.t[i].text != self.t[last + 1].text or self.t[i + 1].text not in ('->', '.'):
            return
        a, b = self.span(one[0] + 1, last - 1), self.span(two[0] + 1, j - 1)
        self.add('swap-field', (self.t[one[0] + 1].start, self.t[last - 1].end, b),
                 (self.t[two[0] + 1].start, self.t[j - 1].end, a))

    def returns(self, i):
        last = self.operand_end(i + 1, (';',))
        if last < i + 1:
            return
        a, b = self.t[i + 1].start, self.t[last].end
        value = self.source[a:b]
        if self.kind == 'bool':
            self.add('negate-condition', (a, b, f'!({value})'))
        elif self.kind == 'int' and value != '0':
            self.add('early-success', (a, b, '0'))
        elif self.kind == 'pointer' and value != 'NULL':
            self.add('early-success', (a, b, 'NULL'))

    def body(self, first, last):
        self.expressions(first + 1, last - 1)
        for i in range(first + 1, last):
            self.conditions(i)
            prev = self.t[i - 1]
            starts = prev.text in (';', '{', '}', 'else', 'do')
            if prev.text == ')' and prev.match and self.t[prev.match - 1].text in \
                    CONTROL | {'rec_foreach', 'opt_foreach', 'node_foreach'}:
                starts = True
            if prev.text == ':' and self.t[i - 2].kind in ('id', 'num', 'chr'):
                starts = True
            if starts and not self.in_brackets(i, first):
                self.statement(i, last)
        at = self.t[first]
        value = {'int': ('0',), 'bool': ('true', 'false'), 'pointer': ('NULL',), 'void': ('',)}
        for v in value.get(self.kind, ()):
            self.add('early-success', (at.start, at.end, f'{{ return {v};'.replace(' ;', ';')))

    def in_brackets(self, i, first):
        """Whether token i is in parentheses or in an initializer."""
        j = i - 1
        while j > first:
            t = self.t[j]
            if t.text in CLOSE and t.match is not None:
                j = t.match
            elif t.text in '([':
                return True
            elif t.text == '{' and self.t[j - 1].text in ('=', ',', '{') and j - 1 != first:
                return not self.has_statements(j)
            j -= 1
        return False

    def return_kind(self, name, item):
        words = [t.text for t in self.t[item:name]]
        if '*' in words:
            return 'pointer'
        words = [w for w in words if w not in ('static', 'inline', 'const')]
        return {'int': 'int', 'bool': 'bool', 'void': 'void'}.get(words[-1] if words else '', '')

    def collect_names(self):
        for i, t in enumerate(self.t):
            if t.kind == 'id' and re.fullmatch(r'[A-Z][A-Z0-9]*_[A-Z0-9_]+', t.text) and \
                    self.t[i + 1].text != '(' and not NO_CONSTANT.match(t.text):
                self.constants.setdefault(t.text.split('_')[0], set()).add(t.text)
            if t.kind == 'id' and i > 1 and self.t[i - 1].text in ('->', '.') and \
                    self.t[i - 2].kind == 'id' and self.t[i + 1].text != '(':
                base = self.t[i - 2].text + self.t[i - 1].text
                self.fields.setdefault(base, set()).add(t.text)

    def mutants(self):
        self.collect_names()
        item, i = 0, 0
        while i < len(self.t):
            t = self.t[i]
            if t.text == '{' and self.t[i - 1].text == ')' and self.source[t.start - 1] == '\n':
                name = self.t[i - 1].match - 1
                self.function = self.t[name].text
                self.kind = self.return_kind(name, item)
                self.in_code = True
                self.body(i, t.match)
                self.in_code = False
                i = t.match
                item = i + 1
            elif t.text == '{' and self.t[i - 1].text == '=':
                self.kind = ''
                names = [u.text for u in self.t[item:i] if u.kind == 'id' and u.depth == t.depth]
                self.function = names[-1] if names else ''
                self.expressions(i, t.match - 1)
                i = t.match
            elif t.text == '(' and i == item + 1 and t.match:
                self.kind = ''
                self.function = self.t[item].text + ' ' + self.t[i + 1].text
                self.expressions(i, t.match - 1)
                i = t.match
            elif t.text == '{' and t.match:
                i = t.match
            elif t.text == ';':
                item = i + 1
            i += 1
        return self.found


def find_mutants(path, source):
    return File(path, source).mutants()
