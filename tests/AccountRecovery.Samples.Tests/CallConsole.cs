using System.Text;
using RecoveryCli;

namespace AccountRecovery.Samples;

/// <summary>Calls the command line in this process. Each call has an input and outputs of its own, so that calls of tests that run side by side do not mix.</summary>
/// <remarks>Unlike a process it has no signals, no environment, and no bytes of standard output; tests of those start a <see cref="SampleProcess"/>.</remarks>
internal sealed class CallConsole
{
    private static readonly AsyncLocal<CallConsole?> Current = new();

    private readonly StringReader _input;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    static CallConsole()
    {
        Console.SetIn(new Reader(Console.In));
        Console.SetOut(new Writer(Console.Out, call => call._output));
        Console.SetError(new Writer(Console.Error, call => call._error));
    }

    private CallConsole(string input) => _input = new StringReader(input);

    internal static async Task<Ran> CallAsync(string[] arguments, string input)
    {
        var call = new CallConsole(input);
        Current.Value = call;
        int code = await CommandLine.RunAsync(Person.Root, arguments);
        return new Ran(code, call._output.ToString(), call._error.ToString());
    }

    /// <summary>Writes to the call that is under way, or where there is none to the console.</summary>
    private sealed class Writer(TextWriter console, Func<CallConsole, StringBuilder> written) : TextWriter
    {
        public override Encoding Encoding => console.Encoding;

        public override void Write(char value)
        {
            if (Current.Value is { } call)
            {
                written(call).Append(value);
            }
            else
            {
                console.Write(value);
            }
        }

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value)
        {
            if (Current.Value is { } call)
            {
                written(call).Append(value);
            }
            else
            {
                console.Write(value);
            }
        }

        public override void Flush() => console.Flush();
    }

    private sealed class Reader(TextReader console) : TextReader
    {
        private TextReader From => Current.Value?._input ?? console;

        public override int Peek() => From.Peek();

        public override int Read() => From.Read();

        public override string? ReadLine() => From.ReadLine();

        public override string ReadToEnd() => From.ReadToEnd();
    }
}
