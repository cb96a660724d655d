using System;
using Harrier.Market.OrderEntry.Ouch50;
using Xunit;

namespace Harrier.Tests.Market.OrderEntry.Ouch50;

/// <summary>Each message with a known value in each field and the optional field "user reference index 5" behind it.
/// The expected bytes were laid out by another program from the field tables of the specification.</summary>
public sealed class OuchBytesTests
{
    private readonly byte[] _room = new byte[128];

    // Length 2, tag 28, value 5.
    private static ReadOnlySpan<byte> UserRefIndexFive => [0x02, 0x1C, 0x05];

    [Fact]
    public void EnterOrder_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4F0A0B0C01540A0B0C0342524B2041202020000000000016F0AD3641525943434C4F52443120202020202020200003021C05",
            EnterOrder.Write(
                _room,
                0x0A0B0C01,
                OuchSide.SellShort,
                0x0A0B0C03,
                "BRK A"u8,
                1503405,
                TimeInForce.GoodTillTime,
                DisplayType.Attributable,
                OrderCapacity.Riskless,
                IntermarketSweep.Eligible,
                CrossType.Closing,
                "CLORD1"u8,
                UserRefIndexFive));

    [Fact]
    public void ReplaceOrder_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "550A0B0C0C0A0B0C0D0A0B0C0E000000000016F0B7364159434C4F52443120202020202020200003021C05",
            ReplaceOrder.Write(
                _room,
                0x0A0B0C0C,
                0x0A0B0C0D,
                0x0A0B0C0E,
                1503415,
                TimeInForce.GoodTillTime,
                DisplayType.Attributable,
                IntermarketSweep.Eligible,
                "CLORD1"u8,
                UserRefIndexFive));

    [Fact]
    public void CancelOrder_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "580A0B0C140A0B0C150003021C05",
            CancelOrder.Write(
                _room,
                0x0A0B0C14,
                0x0A0B0C15,
                UserRefIndexFive));

    [Fact]
    public void ModifyOrder_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4D0A0B0C16540A0B0C180003021C05",
            ModifyOrder.Write(
                _room,
                0x0A0B0C16,
                OuchSide.SellShort,
                0x0A0B0C18,
                UserRefIndexFive));

    [Fact]
    public void MassCancel_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "430A0B0C1946524D2042524B20412020200003021C05",
            MassCancel.Write(
                _room,
                0x0A0B0C19,
                "FRM"u8,
                "BRK A"u8,
                UserRefIndexFive));

    [Fact]
    public void DisableOrderEntry_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "440A0B0C1C46524D200003021C05",
            DisableOrderEntry.Write(
                _room,
                0x0A0B0C1C,
                "FRM"u8,
                UserRefIndexFive));

    [Fact]
    public void EnableOrderEntry_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "450A0B0C1E46524D200003021C05",
            EnableOrderEntry.Write(
                _room,
                0x0A0B0C1E,
                "FRM"u8,
                UserRefIndexFive));

    [Fact]
    public void AccountQuery_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "510003021C05",
            AccountQuery.Write(
                _room,
                UserRefIndexFive));

    [Fact]
    public void OuchSystemEvent_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "5300001F1ACED9F07B45",
            OuchSystemEvent.Write(
                _room,
                34_200_000_000_123,
                OuchEventCode.EndOfDay));

    [Fact]
    public void Accepted_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4100001F1ACED9F07B0A0B0C23540A0B0C2542524B2041202020000000000016F0CF3641010203040506072A52594344434C4F52443120202020202020200003021C05",
            Accepted.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C23,
                OuchSide.SellShort,
                0x0A0B0C25,
                "BRK A"u8,
                1503439,
                TimeInForce.GoodTillTime,
                DisplayType.Attributable,
                0x010203040506072A,
                OrderCapacity.Riskless,
                IntermarketSweep.Eligible,
                CrossType.Closing,
                OrderState.Dead,
                "CLORD1"u8,
                UserRefIndexFive));

    [Fact]
    public void Replaced_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "5500001F1ACED9F07B0A0B0C310A0B0C32540A0B0C3442524B2041202020000000000016F0DE3641010203040506073952594344434C4F52443120202020202020200003021C05",
            Replaced.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C31,
                0x0A0B0C32,
                OuchSide.SellShort,
                0x0A0B0C34,
                "BRK A"u8,
                1503454,
                TimeInForce.GoodTillTime,
                DisplayType.Attributable,
                0x0102030405060739,
                OrderCapacity.Riskless,
                IntermarketSweep.Eligible,
                CrossType.Closing,
                OrderState.Dead,
                "CLORD1"u8,
                UserRefIndexFive));

    [Fact]
    public void Canceled_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4300001F1ACED9F07B0A0B0C400A0B0C41470003021C05",
            Canceled.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C40,
                0x0A0B0C41,
                CancelReason.PostOnlyContraDisplayed,
                UserRefIndexFive));

    [Fact]
    public void SelfTradeCanceled_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4400001F1ACED9F07B0A0B0C440A0B0C45470A0B0C47000000000016F0F0374F0003021C05",
            SelfTradeCanceled.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C44,
                0x0A0B0C45,
                CancelReason.PostOnlyContraDisplayed,
                0x0A0B0C47,
                1503472,
                Liquidity.AddedImprovesNational,
                (byte)'O',
                UserRefIndexFive));

    [Fact]
    public void Executed_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4500001F1ACED9F07B0A0B0C4C0A0B0C4D000000000016F0F63701020304050607500003021C05",
            Executed.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C4C,
                0x0A0B0C4D,
                1503478,
                Liquidity.AddedImprovesNational,
                0x0102030405060750,
                UserRefIndexFive));

    [Fact]
    public void OuchBrokenTrade_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4200001F1ACED9F07B0A0B0C52010203040506075343434C4F52443120202020202020200003021C05",
            OuchBrokenTrade.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C52,
                0x0102030405060753,
                BrokenTradeReason.Consent,
                "CLORD1"u8,
                UserRefIndexFive));

    [Fact]
    public void TradeCorrection_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4600001F1ACED9F07B0A0B0C570A0B0C58000000000016F10137010203040506075B4E434C4F52443120202020202020200003021C05",
            TradeCorrection.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C57,
                0x0A0B0C58,
                1503489,
                Liquidity.AddedImprovesNational,
                0x010203040506075B,
                TradeCorrectionReason.AdjustedToNetAssetValue,
                "CLORD1"u8,
                UserRefIndexFive));

    [Fact]
    public void Rejected_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4A00001F1ACED9F07B0A0B0C5F001D434C4F52443120202020202020200003021C05",
            Rejected.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C5F,
                RejectReason.InvalidPrice,
                "CLORD1"u8,
                UserRefIndexFive));

    [Fact]
    public void CancelPending_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "5000001F1ACED9F07B0A0B0C630003021C05",
            CancelPending.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C63,
                UserRefIndexFive));

    [Fact]
    public void CancelReject_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4900001F1ACED9F07B0A0B0C650003021C05",
            CancelReject.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C65,
                UserRefIndexFive));

    [Fact]
    public void OrderPriorityUpdate_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "5400001F1ACED9F07B0A0B0C67000000000016F11041010203040506076A0003021C05",
            OrderPriorityUpdate.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C67,
                1503504,
                DisplayType.Attributable,
                0x010203040506076A,
                UserRefIndexFive));

    [Fact]
    public void OrderModified_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4D00001F1ACED9F07B0A0B0C6C540A0B0C6E0003021C05",
            OrderModified.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C6C,
                OuchSide.SellShort,
                0x0A0B0C6E,
                UserRefIndexFive));

    [Fact]
    public void OrderRestated_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "5200001F1ACED9F07B0A0B0C70500003021C05",
            OrderRestated.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C70,
                RestatedReason.DisplayPriceUpdated,
                UserRefIndexFive));

    [Fact]
    public void MassCancelResponse_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "5800001F1ACED9F07B0A0B0C7346524D2042524B20412020200003021C05",
            MassCancelResponse.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C73,
                "FRM"u8,
                "BRK A"u8,
                UserRefIndexFive));

    [Fact]
    public void DisableOrderEntryResponse_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4700001F1ACED9F07B0A0B0C7746524D200003021C05",
            DisableOrderEntryResponse.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C77,
                "FRM"u8,
                UserRefIndexFive));

    [Fact]
    public void EnableOrderEntryResponse_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "4B00001F1ACED9F07B0A0B0C7A46524D200003021C05",
            EnableOrderEntryResponse.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C7A,
                "FRM"u8,
                UserRefIndexFive));

    [Fact]
    public void AccountQueryResponse_has_the_bytes_of_the_specification() =>
        AssertBytes(
            "5100001F1ACED9F07B0A0B0C7D0003021C05",
            AccountQueryResponse.Write(
                _room,
                34_200_000_000_123,
                0x0A0B0C7D,
                UserRefIndexFive));

    private void AssertBytes(string expected, int length) =>
        Assert.Equal(expected, Convert.ToHexString(_room.AsSpan(0, length)));
}
