using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Harrier.Host.Topology;

/// <summary>Reads which interrupt belongs to which receive queue: by the names that drivers give them in /proc/interrupts,
/// since nothing else says it.</summary>
internal sealed partial class QueueInterruptReader
{
    private readonly List<(int Interrupt, string Action)> _lines = [];

    internal QueueInterruptReader(HostRoot root)
    {
        foreach (string line in (root.Text("/proc/interrupts") ?? "").Split('\n'))
        {
            // " 38:   0   17507 PCI-MSIX-0000:00:03.0   1-edge      virtio2-input.0"
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && int.TryParse(line.AsSpan(0, colon), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out int number))
            {
                _lines.Add((number, line[(line.LastIndexOf(' ') + 1)..].Trim()));
            }
        }
    }

    /// <summary>The interrupts of an interface's receive queues, by queue.</summary>
    /// <param name="name">"eth1".</param>
    /// <param name="device">The name of its device: a PCI address, or "virtio2".</param>
    internal List<QueueInterrupt> Of(string name, string device)
    {
        var interrupts = new List<QueueInterrupt>();
        foreach ((int interrupt, string action) in _lines)
        {
            if (QueueOf(action, name, device) is int queue)
            {
                interrupts.Add(new QueueInterrupt(queue, interrupt));
            }
        }

        interrupts.Sort(static (left, right) => (left.Queue, left.Interrupt).CompareTo((right.Queue, right.Interrupt)));
        return interrupts;
    }

    private static int? QueueOf(string action, string name, string device)
    {
        string digits =
            action.StartsWith(device + "-input.", StringComparison.Ordinal) ? action[(device.Length + "-input.".Length)..]
            : Mellanox().Match(action) is { Success: true } mellanox && mellanox.Groups["device"].Value == device ? mellanox.Groups["queue"].Value
            : Named().Match(action) is { Success: true } named && named.Groups["name"].Value == name ? named.Groups["queue"].Value
            : "";
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int queue) ? queue : null;
    }

    [GeneratedRegex(@"^mlx5_comp(?<queue>\d+)@pci:(?<device>\S+)$")]
    private static partial Regex Mellanox();

    /// <summary>"eno3-TxRx-7" of igb, ixgbe; "i40e-eno1-TxRx-7", "ice-ens1-TxRx-7" of i40e, ice; "eth0-rx-0", "eth0-fp-0" of others.</summary>
    [GeneratedRegex(@"^((i40e|ice|iavf|bnxt_en)-)?(?<name>\S+?)-((TxRx|rx|fp|Rx)-)?(?<queue>\d+)$")]
    private static partial Regex Named();
}
